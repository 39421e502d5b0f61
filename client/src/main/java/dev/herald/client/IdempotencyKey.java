package dev.herald.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.UUID;

/** The texts under which a repeat is known. */
final class IdempotencyKey {
  private static final int LONGEST = 255;

  private IdempotencyKey() {}

  static String random() {
    return UUID.randomUUID().toString();
  }

  /** A hash, because an id may be long, personal, or in letters that a header can't carry. */
  static String ofEvent(String node, String tenant, String id) {
    if (id.isBlank()) {
      throw new IllegalArgumentException("the event's id is blank");
    }
    String event = String.join("\0", node, tenant, id);
    return "event-" + Base64.getUrlEncoder().withoutPadding().encodeToString(hash(event));
  }

  private static byte[] hash(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }

  static String checked(String key) {
    boolean visible = key.chars().allMatch(letter -> letter > ' ' && letter < 0x7f);
    if (key.isEmpty() || key.length() > LONGEST || !visible) {
      throw new IllegalArgumentException(
          "an idempotency key has 1 to %d visible ASCII characters; event(id) takes any text"
              .formatted(LONGEST));
    }
    return key;
  }
}
