package dev.herald.server.application;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key as its holder has it: {@code hk_<id>_<secret>}. The prefix lets secret scanners recognise a
 * leaked one; the id says which key it is without giving anything away.
 *
 * @param id 12 letters and digits
 * @param secret 43 letters and digits, 256 bits by chance alone, so that a plain hash protects it
 */
public record ApiKey(String id, String secret) {
  private static final Pattern TEXT = Pattern.compile("hk_([0-9A-Za-z]{12})_([0-9A-Za-z]{43})");
  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final SecureRandom RANDOM = new SecureRandom();

  static ApiKey generate() {
    return new ApiKey(random(12), random(43));
  }

  public static Optional<ApiKey> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(new ApiKey(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }

  /** The whole key, to be shown once. */
  String text() {
    return "hk_" + id + "_" + secret;
  }

  /** What is stored of it. */
  byte[] hash() {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(secret.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM lacks SHA-256", e);
    }
  }

  boolean hashesTo(byte[] stored) {
    return MessageDigest.isEqual(hash(), stored);
  }

  private static String random(int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return "hk_" + id + "_***";
  }
}
