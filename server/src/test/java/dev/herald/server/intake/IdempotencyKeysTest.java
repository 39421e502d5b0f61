package dev.herald.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.server.platform.vault.TestVault;
import dev.herald.server.task.Submission;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class IdempotencyKeysTest {
  private static final CallerKey KEY = new CallerKey("messages", CallerKey.HEADER, "order-42");
  private static final JsonNode BODY =
      new JsonMapper()
          .readTree("{\"to\": [{\"phone\": \"138\"}], \"data\": {\"code\": \"471100\"}}");

  private final IdempotencyKeys keys = new IdempotencyKeys(TestVault.create());

  @Test
  void nobodyWithoutTheVaultsKeyCanTryWhichRequestItWas() throws NoSuchAlgorithmException {
    Submission.IdempotencyKey ours = of(keys);

    assertThat(ours)
        .extracting(Submission.IdempotencyKey::requestHash)
        .isEqualTo(of(keys).requestHash());
    assertThat(ours.requestHash()).isNotEqualTo(unkeyed(BODY.toString()));
    assertThat(ours.requestHash())
        .isNotEqualTo(of(new IdempotencyKeys(TestVault.create())).requestHash());
  }

  @Test
  void whatAnEarlierReleaseKeptIsStillKnown() throws NoSuchAlgorithmException {
    assertThat(of(keys).earlier().get())
        .isEqualTo(unkeyed("{\"data\":{\"code\":\"471100\"},\"to\":[{\"phone\":\"138\"}]}"));
    assertThat(of(keys).key()).isEqualTo(unkeyed("messages\norder-42"));
  }

  private static Submission.IdempotencyKey of(IdempotencyKeys keys) {
    return Objects.requireNonNull(keys.of(KEY, BODY));
  }

  private static UUID unkeyed(String text) throws NoSuchAlgorithmException {
    ByteBuffer hash =
        ByteBuffer.wrap(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    return new UUID(hash.getLong(), hash.getLong());
  }
}
