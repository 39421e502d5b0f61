package dev.herald.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The arithmetic of signatures. */
final class Signing {
  private Signing() {}

  static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  static byte[] hmacSha256(byte[] key, byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  static byte[] hmacSha256(byte[] key, String message) {
    return hmacSha256(key, bytes(message));
  }

  static String sha256Hex(byte[] message) {
    return HexFormat.of().formatHex(digest("SHA-256", message));
  }

  static String md5Hex(byte[] message) {
    return HexFormat.of().formatHex(digest("MD5", message));
  }

  static boolean same(String given, byte[] expected) {
    return MessageDigest.isEqual(bytes(given), Base64.getEncoder().encode(expected));
  }

  /** Whether the text could be any HMAC-SHA256 in Base64. */
  static boolean looksLikeSha256(String base64) {
    try {
      return Base64.getDecoder().decode(base64).length == 32;
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  private static byte[] digest(String algorithm, byte[] message) {
    try {
      return MessageDigest.getInstance(algorithm).digest(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }
}
