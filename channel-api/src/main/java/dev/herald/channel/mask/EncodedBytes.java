package dev.herald.channel.mask;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds secrets in what was made of them: in Base64 (both alphabets) and in hexadecimal, also amid
 * other bytes as in {@code user:password} or escaped before, and their plain hashes, which are as
 * good as they.
 */
final class EncodedBytes {
  private static final int SHORTEST = 4;
  private static final int SHORTEST_HASH = 16;
  private static final int NESTED = 2;
  private static final List<String> HASHES = List.of("MD5", "SHA-1", "SHA-256", "SHA-512");

  /** What a decoding that began at a wrong letter hardly ever comes to. */
  private static final Pattern TEXT = Pattern.compile("[^\\p{Cntrl}\\x{FFFD}]{4,}");

  private final List<String> secrets;
  private final int shortestRun;
  private @Nullable List<String> longOnes;
  private @Nullable Set<String> wanted;
  private @Nullable Set<String> hashes;

  /**
   * @param secrets those shorter than four bytes are looked for in no encoding
   */
  EncodedBytes(List<String> secrets) {
    this.secrets = secrets;
    this.shortestRun = shortestRun(secrets);
  }

  /**
   * How many letters an encoding of any of them has at least. A secret that is itself in Base64 is
   * also looked for as the key that it stands for, of three bytes for each four letters.
   */
  private static int shortestRun(List<String> secrets) {
    int shortest = SHORTEST_HASH;
    for (String secret : secrets) {
      int letters = secret.replace("=", "").length();
      shortest = Math.min(shortest, letters * 3 / 4);
    }
    return Math.max(SHORTEST, shortest) * 4 / 3;
  }

  /** Worked out when there is something that could be one. */
  private List<String> longOnes() {
    if (longOnes == null) {
      longOnes =
          secrets.stream().filter(secret -> secret.getBytes(UTF_8).length >= SHORTEST).toList();
    }
    return longOnes;
  }

  private Set<String> wanted() {
    if (wanted == null) {
      wanted = wanted(secrets);
    }
    return wanted;
  }

  private static Set<String> wanted(List<String> secrets) {
    Set<String> wanted = new HashSet<>();
    for (String secret : secrets) {
      want(wanted, secret.getBytes(UTF_8));
      // Many a secret is itself a key in Base64.
      String letters = secret.replace("=", "");
      if (letters.chars().allMatch(EncodedBytes::isBase64)) {
        base64(letters).stream()
            .findFirst()
            .ifPresent(key -> want(wanted, key.getBytes(ISO_8859_1)));
      }
    }
    return wanted;
  }

  private static void want(Set<String> wanted, byte[] bytes) {
    if (bytes.length >= SHORTEST) {
      wanted.add(new String(bytes, ISO_8859_1));
    }
  }

  /** Worked out when there is something that could be one. */
  private Set<String> hashes() {
    if (hashes == null) {
      hashes =
          secrets.stream()
              .map(secret -> secret.getBytes(UTF_8))
              .flatMap(bytes -> HASHES.stream().map(name -> digest(name, bytes)))
              .map(hash -> new String(hash, ISO_8859_1))
              .collect(Collectors.toSet());
    }
    return hashes;
  }

  private static byte[] digest(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }

  /** Where in a reading a run of letters stands for bytes that hold a secret. */
  List<Reading.Place> in(Reading reading, String instead) {
    List<Reading.Place> places = new ArrayList<>();
    for (Run run : runs(reading.text())) {
      if (run.end - run.start >= shortestRun
          && run.decoded().stream().anyMatch(bytes -> holds(bytes, NESTED))) {
        places.add(reading.place(run.start, run.end, instead));
      }
    }
    return places;
  }

  private boolean holds(String bytes, int nested) {
    if (wanted().stream().anyMatch(bytes::contains)
        || (bytes.length() >= SHORTEST_HASH && hashes().stream().anyMatch(bytes::contains))) {
      return true;
    }
    if (holdsEscaped(bytes)) {
      return true;
    }
    return nested > 1
        && runs(bytes).stream()
            .flatMap(run -> run.decoded().stream())
            .anyMatch(inner -> holds(inner, nested - 1));
  }

  /** Whether a secret is in what is text among the bytes, once its escapes are undone. */
  private boolean holdsEscaped(String bytes) {
    return TEXT.matcher(new String(bytes.getBytes(ISO_8859_1), UTF_8))
        .results()
        .flatMap(text -> Reading.of(text.group()).all().stream().skip(1))
        .anyMatch(reading -> longOnes().stream().anyMatch(reading.text()::contains));
  }

  /** Letters that could be an encoding, as far as they go. */
  private record Run(String text, int start, int end, boolean hex) {
    List<String> decoded() {
      String run = text.substring(start, end);
      return hex ? EncodedBytes.hex(run) : base64(run);
    }
  }

  private static List<Run> runs(String text) {
    List<Run> runs = new ArrayList<>();
    addRuns(runs, text, false, EncodedBytes::isBase64);
    addRuns(runs, text, true, c -> Character.digit(c, 16) >= 0 && c < 128);
    return runs;
  }

  private static void addRuns(List<Run> runs, String text, boolean hex, IntPredicate letter) {
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || !letter.test(text.charAt(i))) {
        if (i - start > SHORTEST) {
          runs.add(new Run(text, start, i, hex));
        }
        start = i + 1;
      }
    }
  }

  private static boolean isBase64(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '+'
        || c == '/'
        || c == '-'
        || c == '_';
  }

  /** Read from each of the first letters, for what stands before may be no part of it. */
  private static List<String> base64(String run) {
    String letters = run.replace('-', '+').replace('_', '/');
    List<String> decoded = new ArrayList<>();
    for (int skipped = 0; skipped < 4 && skipped < letters.length(); skipped++) {
      int length = letters.length() - skipped;
      int whole = length % 4 == 1 ? length - 1 : length;
      try {
        byte[] bytes = Base64.getDecoder().decode(letters.substring(skipped, skipped + whole));
        decoded.add(new String(bytes, ISO_8859_1));
      } catch (IllegalArgumentException _) {
        // These letters are no Base64.
      }
    }
    return decoded;
  }

  private static List<String> hex(String run) {
    List<String> decoded = new ArrayList<>();
    for (int skipped = 0; skipped < 2; skipped++) {
      int end = run.length() - (run.length() - skipped) % 2;
      decoded.add(new String(HexFormat.of().parseHex(run, skipped, end), ISO_8859_1));
    }
    return decoded;
  }
}
