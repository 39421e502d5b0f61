package dev.herald.server.schedule;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom a schedule sends to: some recipients, or all of its tenant.
 *
 * @param recipients codes
 * @param all true: all recipients of the tenant at the time of the fire
 * @param locale of all: only those whose own language is this
 * @param zone of all: only those whose own time zone is this
 */
public record AudienceSpec(
    @Nullable List<String> recipients,
    @Nullable Boolean all,
    @Schema(example = "zh-CN") @Nullable String locale,
    @Schema(example = "Asia/Shanghai") @Nullable String zone) {
  boolean isAll() {
    return Boolean.TRUE.equals(all);
  }

  @Override
  public String toString() {
    return "audience";
  }
}
