package dev.herald.sandbox.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The arithmetic of signatures. */
public final class Signing {
  private Signing() {}

  public static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  public static byte[] hmacSha256(byte[] key, byte[] message) {
    return hmac("HmacSHA256", key, message);
  }

  public static byte[] hmacSha1(String key, String message) {
    return hmac("HmacSHA1", bytes(key), bytes(message));
  }

  private static byte[] hmac(String algorithm, byte[] key, byte[] message) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, algorithm));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }

  public static byte[] hmacSha256(byte[] key, String message) {
    return hmacSha256(key, bytes(message));
  }

  public static String sha256Hex(byte[] message) {
    return HexFormat.of().formatHex(digest("SHA-256", message));
  }

  public static String sha1Hex(String message) {
    return HexFormat.of().formatHex(digest("SHA-1", bytes(message)));
  }

  public static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  public static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  public static String md5Hex(byte[] message) {
    return HexFormat.of().formatHex(digest("MD5", message));
  }

  public static boolean same(String given, byte[] expected) {
    return MessageDigest.isEqual(bytes(given), Base64.getEncoder().encode(expected));
  }

  /** Whether the text could be any HMAC-SHA256 in Base64. */
  public static boolean looksLikeSha256(String base64) {
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
