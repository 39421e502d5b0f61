package dev.herald.channels.auth;

import static dev.herald.channels.expression.SigningFunctions.hmacSha256;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.herald.channel.CallReason;
import dev.herald.channel.SettingFault;
import dev.herald.channels.expression.Read;
import dev.herald.channels.expression.Scope;
import dev.herald.channels.expression.Shape;
import java.io.ByteArrayOutputStream;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The headers of Standard Webhooks.
 *
 * @param secret {@code whsec_} and Base64; several, separated by spaces, while a key is rotated
 */
public record StandardWebhooks(Shape id, Shape secret) implements Auth {
  private static final int SECRET_BYTES = 32;
  private static final String PREFIX = "whsec_";
  private static final SecureRandom RANDOM = new SecureRandom();

  @Override
  public void sign(RequestDraft draft, Scope scope, Instant now) {
    draft
        .headers()
        .putAll(
            headers(
                Auth.need(this.id, "id", scope),
                now,
                draft.body(),
                Auth.need(secret, "secret", scope)));
  }

  /** A new secret, as it is shown to who is to check signatures. */
  public static String newSecret() {
    byte[] secret = new byte[SECRET_BYTES];
    RANDOM.nextBytes(secret);
    return PREFIX + Base64.getEncoder().encodeToString(secret);
  }

  /**
   * The three headers of a request.
   *
   * @param secrets each signs
   */
  public static Map<String, String> headers(String id, Instant now, byte[] body, String secrets) {
    String seconds = Long.toString(now.getEpochSecond());
    ByteArrayOutputStream signed = new ByteArrayOutputStream();
    signed.writeBytes("%s.%s.".formatted(id, seconds).getBytes(UTF_8));
    signed.writeBytes(body);
    return Map.of(
        "webhook-id",
        id,
        "webhook-timestamp",
        seconds,
        "webhook-signature",
        Arrays.stream(secrets.strip().split("\\s+"))
            .map(one -> "v1," + signature(one, signed.toByteArray()))
            .collect(Collectors.joining(" ")));
  }

  @Override
  public @Nullable Shape part(String header) {
    return header.equalsIgnoreCase("webhook-id") ? id : null;
  }

  private static String signature(String secret, byte[] signed) {
    byte[] key;
    try {
      key = Base64.getDecoder().decode(secret.replaceFirst("^whsec_", ""));
    } catch (IllegalArgumentException _) {
      throw new SettingFault(new CallReason.SigningSecretInvalid());
    }
    return Base64.getEncoder().encodeToString(hmacSha256(key, signed));
  }

  @Override
  public Set<Read> memberReads() {
    return Auth.readsOf(id, secret);
  }
}
