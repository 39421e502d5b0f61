package dev.herald.server;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Shows the codes of a second factor, as an app on a phone does. */
public final class Authenticator {
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int SECRET_BYTES = 20;

  private Authenticator() {}

  /**
   * @param secret in Base32, as it is shown when it is set up
   */
  public static String code(String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(bytes(secret), "HmacSHA1"));
      long step = Instant.now().getEpochSecond() / 30;
      byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
      int number = ByteBuffer.wrap(hash).getInt(hash[19] & 15) & 0x7fffffff;
      return "%06d".formatted(number % 1_000_000);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(String secret) {
    BigInteger value = BigInteger.ZERO;
    for (char letter : secret.toCharArray()) {
      value = value.shiftLeft(5).or(BigInteger.valueOf(ALPHABET.indexOf(letter)));
    }
    byte[] all = value.toByteArray();
    byte[] padded = new byte[SECRET_BYTES];
    byte[] last = Arrays.copyOfRange(all, Math.max(0, all.length - SECRET_BYTES), all.length);
    System.arraycopy(last, 0, padded, SECRET_BYTES - last.length, last.length);
    return padded;
  }
}
