package dev.herald.server.campaign;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A campaign as somebody writes it.
 *
 * @param node by its code; its lane is one in the background
 * @param upload the file of an audience; or else {@code query}
 * @param encoding of the file; left out: as it was found out
 * @param delimiter likewise
 * @param mapping the name of a column to what it holds: {@code recipient}, {@code email}, {@code
 *     phone}, another channel, {@code locale}, {@code reference}, or {@code data.} with a
 *     variable's name
 * @param query of the tenant's recipients, in place of a file
 * @param url that answers whom it reaches, in place of a file
 * @param token that the URL is asked with, as {@code Authorization: Bearer}; never shown
 * @param data variables for everyone
 * @param perSecond rows, at most; 100 unless said
 * @param from with {@code until}, the hours of a day within which it sends, as {@code 09:00}
 * @param zone of the hours; left out: the tenant's
 * @param secondPerson whether somebody else has to approve it before it starts
 */
public record CampaignOrder(
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED, minLength = 1, maxLength = 100)
        @Nullable String name,
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable String application,
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable String node,
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable String tenant,
    @Nullable UUID upload,
    @Nullable String encoding,
    @Nullable String delimiter,
    @Nullable Map<String, @Nullable String> mapping,
    @Nullable AudienceQuery query,
    @Schema(example = "https://shop.example.com/audience") @Nullable String url,
    @Nullable String token,
    @Nullable JsonNode data,
    @Schema(minimum = "1", maximum = "2000") @Nullable Integer perSecond,
    @Schema(example = "09:00") @Nullable String from,
    @Schema(example = "18:00") @Nullable String until,
    @Schema(example = "Asia/Shanghai") @Nullable String zone,
    @Nullable Boolean secondPerson) {

  /**
   * Recipients that fit; those that are left out ask nothing.
   *
   * @param locale of those who have a language of their own
   * @param channel that they have an address for
   * @param codes what their codes begin with
   * @param attributes that they have, with these values
   */
  public record AudienceQuery(
      @Nullable String locale,
      @Nullable String channel,
      @Nullable String codes,
      @Schema(example = "{\"department\": \"Finance\"}")
          @Nullable Map<String, String> attributes) {}

  /** It may hold variables. */
  @Override
  public String toString() {
    return "campaign order";
  }
}
