package dev.herald.server.queue;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Who signed a record: HMAC-SHA256 with the application's secret over its code, a line feed, the
 * idempotency key (empty when there is none), a line feed, and the body.
 */
record Signature(String secret) {
  static final String HEADER = "herald-signature";
  private static final String VERSION = "v1=";
  private static final String ALGORITHM = "HmacSHA256";

  boolean isOf(String application, @Nullable String key, byte[] body, @Nullable String written) {
    if (written == null || !written.startsWith(VERSION)) {
      return false;
    }
    byte[] right = text(application, key, body).getBytes(StandardCharsets.US_ASCII);
    return MessageDigest.isEqual(right, written.strip().getBytes(StandardCharsets.UTF_8));
  }

  /** As the header says it. */
  String text(String application, @Nullable String key, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      mac.update(
          (application + "\n" + (key == null ? "" : key) + "\n").getBytes(StandardCharsets.UTF_8));
      return VERSION + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM has HMAC-SHA256", e);
    }
  }

  @Override
  public String toString() {
    return "signature";
  }
}
