package dev.herald.server.source;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A source as an operator writes it and the API shows it.
 *
 * @param connector must be there
 * @param tenant a code; left out: shared by every tenant
 * @param settings by the connector's field names; a secret that is {@value #SECRET} stays as it is
 * @param weight 1 to 1,000; left out: 1
 * @param caps like {@code 20 per minute}; left out: the connector's
 * @param ambiguity {@code resend} or {@code hold}; left out: the connector's
 * @param paused left out: false
 */
public record SourceSpec(
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "smtp")
        @Nullable String connector,
    @Schema(maxLength = 64) @Nullable String tenant,
    @Schema(example = "{\"host\": \"smtp.example.com\", \"from\": \"hr@example.com\"}")
        @Nullable Map<String, String> settings,
    @Schema(minimum = "1", maximum = "1000") @Nullable Integer weight,
    @Nullable List<String> caps,
    @Schema(allowableValues = {"resend", "hold"}) @Nullable String ambiguity,
    @Nullable Boolean paused) {
  /** What stands in the place of every secret that is shown. */
  public static final String SECRET = "(secret)";

  @Override
  public String toString() {
    return "source specification";
  }
}
