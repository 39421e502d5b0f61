package dev.herald.server.directory;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A recipient as an operator writes it.
 *
 * @param locale a BCP 47 tag; left out: the tenant's
 * @param zone an IANA name; left out: the tenant's
 * @param addresses by channel; {@code phone} stands for {@code sms}
 */
public record RecipientSpec(
    @Schema(
            requiredMode = Schema.RequiredMode.REQUIRED,
            minLength = 1,
            maxLength = 100,
            example = "韩梅梅")
        @Nullable String name,
    @Schema(example = "zh-CN") @Nullable String locale,
    @Schema(example = "Asia/Shanghai") @Nullable String zone,
    @Schema(example = "{\"email\": \"han@example.com\"}") @Nullable Map<String, String> addresses) {

  @Override
  public String toString() {
    return "recipient specification";
  }
}
