package dev.herald.server.platform.problem;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

/** The entity tag (RFC 9110) of a piece of configuration: equal for equal content alone. */
public final class EntityTag {
  private static final int BYTES = 16;

  private EntityTag() {}

  /** Strong, with its quotes. */
  public static String of(JsonNode content) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(content.toString().getBytes(StandardCharsets.UTF_8));
      return of(
          Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, BYTES)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  /** Of what is never changed once it is there. */
  public static String of(Object id) {
    return "\"" + id + "\"";
  }

  /** 200, or 304 for a caller that shows the tag in If-None-Match. */
  public static <T> ResponseEntity<T> answer(@Nullable String tag, T body) {
    return ResponseEntity.ok().eTag(tag).body(body);
  }
}
