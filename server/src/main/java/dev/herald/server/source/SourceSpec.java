package dev.herald.server.source;

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
    @Nullable String connector,
    @Nullable String tenant,
    @Nullable Map<String, String> settings,
    @Nullable Integer weight,
    @Nullable List<String> caps,
    @Nullable String ambiguity,
    @Nullable Boolean paused) {
  /** What stands in the place of every secret that is shown. */
  public static final String SECRET = "(secret)";

  @Override
  public String toString() {
    return "source specification";
  }
}
