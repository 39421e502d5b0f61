package dev.herald.server.identity.password;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file of passwords that have leaked somewhere: as they are, one a line, or as upper or lower
 * case SHA-1 hashes in ascending order, each with or without {@code :count} behind, which is the
 * form in which Have I Been Pwned publishes them. Hashes are found by bisection, whatever the size;
 * plain lists are read through and are therefore bounded. Nothing of it is held in memory.
 */
final class BreachedPasswords {
  static final long LARGEST_PLAIN = 256L * 1024 * 1024;

  private static final Pattern HASH = Pattern.compile("[0-9A-Fa-f]{40}(:[0-9]+)?");
  private static final int HASH_LENGTH = 40;
  private static final int SAMPLES = 1_000;

  private final Path file;
  private final boolean hashed;

  private BreachedPasswords(Path file, boolean hashed) {
    this.file = file;
    this.hashed = hashed;
  }

  /**
   * @throws IllegalArgumentException naming the setting, when the file can't be used
   */
  static BreachedPasswords in(Path file) {
    try {
      String first = firstLine(file);
      BreachedPasswords passwords = new BreachedPasswords(file, HASH.matcher(first).matches());
      passwords.check();
      return passwords;
    } catch (IOException failure) {
      throw unusable(file, "can't be read: " + failure.getMessage());
    }
  }

  private static String firstLine(Path file) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      @Nullable String line = lines.readLine();
      return line == null ? "" : line.strip();
    }
  }

  private void check() throws IOException {
    long size = Files.size(file);
    if (!hashed && size > LARGEST_PLAIN) {
      throw unusable(file, "is larger than 256 MiB; give its SHA-1 hashes in ascending order");
    }
    if (hashed) {
      checkOrder(size);
    }
  }

  private void checkOrder(long size) throws IOException {
    String before = "";
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
      for (int sample = 0; sample < SAMPLES; sample++) {
        @Nullable String hash = hashAfter(open, size * sample / SAMPLES);
        if (hash != null && (!HASH.matcher(hash).matches() || hash.compareTo(before) < 0)) {
          throw unusable(file, "holds no SHA-1 hashes in ascending order");
        }
        before = hash == null ? before : hash;
      }
    }
  }

  boolean has(String password) {
    try {
      return hashed ? hasHash(sha1(password)) : hasLine(password);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private boolean hasLine(String password) throws IOException {
    String wanted = latin1(password);
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      return lines.lines().anyMatch(line -> line.equalsIgnoreCase(wanted));
    }
  }

  /** Bytes as characters: such lists are in no encoding, and must be read all the same. */
  private static String latin1(String password) {
    return new String(password.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /** The smallest position behind which no hash is smaller begins the only line to look at. */
  private boolean hasHash(String wanted) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
      long low = 0;
      long high = open.length();
      while (low < high) {
        long middle = (low + high) >>> 1;
        @Nullable String hash = hashAfter(open, middle);
        if (hash != null && hash.compareTo(wanted) < 0) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return wanted.equals(hashAfter(open, low));
    }
  }

  /** That of the first line which begins at the position or after it; null at the end. */
  private static @Nullable String hashAfter(RandomAccessFile open, long position)
      throws IOException {
    open.seek(Math.max(0, position - 1));
    if (position > 0) {
      open.readLine();
    }
    @Nullable String line = open.readLine();
    return line == null || line.isBlank()
        ? null
        : line.substring(0, Math.min(line.length(), HASH_LENGTH)).toUpperCase(Locale.ROOT);
  }

  private static String sha1(String password) {
    try {
      return HexFormat.of()
          .withUpperCase()
          .formatHex(
              MessageDigest.getInstance("SHA-1").digest(password.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM lacks SHA-1", e);
    }
  }

  private static IllegalArgumentException unusable(Path file, String why) {
    return new IllegalArgumentException(
        "herald.passwords.breached-file: %s %s".formatted(file, why));
  }
}
