package dev.herald.server.identity.factor;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes that change with the time (RFC 6238): six digits of an HMAC-SHA1 over the number of the
 * step, which is of thirty seconds. This is what every authenticator reads without being told.
 */
final class Totp {
  static final int STEP_SECONDS = 30;

  private static final int SECRET_BYTES = 20;

  /** Clocks differ, and typing takes a while. */
  private static final int WINDOW = 1;

  private static final int BEYOND = 1_000_000;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Totp() {}

  static byte[] newSecret() {
    byte[] secret = new byte[SECRET_BYTES];
    RANDOM.nextBytes(secret);
    return secret;
  }

  static long step(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), STEP_SECONDS);
  }

  /**
   * Which step a code is of: this one, or the one before or after.
   *
   * @return empty: none of them
   */
  static OptionalLong stepOf(String code, byte[] secret, Instant now) {
    long present = step(now);
    return LongStream.rangeClosed(present - WINDOW, present + WINDOW)
        .filter(step -> isSame(code, code(secret, step)))
        .findFirst();
  }

  static String code(byte[] secret, long step) {
    byte[] hash = hmac(secret, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
    int offset = hash[hash.length - 1] & 0xf;
    int truncated = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
    return "%06d".formatted(truncated % BEYOND);
  }

  private static byte[] hmac(byte[] secret, byte[] content) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      return mac.doFinal(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM can't do HMAC-SHA1", e);
    }
  }

  private static boolean isSame(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
