package dev.herald.server.directory;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A recipient as an operator writes it.
 *
 * @param locale a BCP 47 tag; left out: the tenant's
 * @param zone an IANA name; left out: the tenant's
 * @param addresses by channel; {@code phone} stands for {@code sms}
 * @param attributes free texts by name, by which audiences are chosen; left out: as they were
 * @param channels which it would rather be reached by, the first first; orders plans that fall
 *     back; left out: as it was
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
    @Schema(example = "{\"email\": \"han@example.com\"}") @Nullable Map<String, String> addresses,
    @Schema(example = "{\"department\": \"Finance\"}") @Nullable Map<String, String> attributes,
    @Schema(example = "[\"dingtalk\", \"sms\"]") @Nullable List<String> channels) {
  /** With attributes and channels as they were. */
  public RecipientSpec(
      @Nullable String name,
      @Nullable String locale,
      @Nullable String zone,
      @Nullable Map<String, String> addresses) {
    this(name, locale, zone, addresses, null, null);
  }

  @Override
  public String toString() {
    return "recipient specification";
  }
}
