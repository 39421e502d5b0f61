package dev.herald.server.intake;

import dev.herald.server.authorization.KeyMode;
import dev.herald.server.intake.plan.CanonicalJson;
import dev.herald.server.platform.vault.Vault;
import dev.herald.server.task.Submission;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Makes of callers' idempotency keys what is kept of them.
 *
 * <p>What is kept of the request is keyed by the vault: an address and a six-digit code have few
 * values, and an unkeyed hash of them is found by trying all.
 */
@Component
public class IdempotencyKeys {
  private static final String DOMAIN = "idempotent request";

  private final Vault vault;

  IdempotencyKeys(Vault vault) {
    this.vault = vault;
  }

  /** Keys of one mode are others than the same texts under keys of another mode. */
  Submission.@Nullable IdempotencyKey of(
      @Nullable CallerKey given, KeyMode mode, JsonNode request) {
    return of(given == null || mode == KeyMode.LIVE ? given : given.in(mode), request);
  }

  /**
   * @param request equal requests under one key get one answer
   */
  public Submission.@Nullable IdempotencyKey of(@Nullable CallerKey given, JsonNode request) {
    if (given == null) {
      return null;
    }
    return new Submission.IdempotencyKey(
        digest(given.operation() + "\n" + given.text()),
        vault.blindIndex(DOMAIN, CanonicalJson.of(request)),
        () -> digest(CanonicalJson.asWritten(request)));
  }

  static UUID digest(String text) {
    try {
      ByteBuffer bytes =
          ByteBuffer.wrap(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
      return new UUID(bytes.getLong(), bytes.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
