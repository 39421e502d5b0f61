package dev.herald.server.application;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key as an administrator asks for it; nothing is required.
 *
 * @param name what people call it; of one name two keys may be alive, for a rotation
 * @param scopes what it may do; left out: send, read and operate
 * @param mode whom its messages reach; left out: live
 * @param guests for the mode guests alone: whom it reaches, phone numbers with their country
 * @param expiresAt left out: never
 * @param feeds for the scope pull alone: the feeds that it takes messages from
 */
record KeySpec(
    @Schema(maxLength = KeyRules.LONGEST_NAME, example = "billing, production")
        @Nullable String name,
    @ArraySchema(
            minItems = 1,
            uniqueItems = true,
            schema =
                @Schema(
                    allowableValues = {
                      "send",
                      "read",
                      "operate",
                      "edit",
                      "pull",
                      "inbox",
                      "preferences"
                    }))
        @Nullable List<String> scopes,
    @Schema(allowableValues = {"live", "test", "guests"}) @Nullable String mode,
    @ArraySchema(
            maxItems = KeyRules.MOST_GUESTS,
            schema = @Schema(minLength = 1, maxLength = KeyRules.LONGEST_GUEST))
        @Nullable List<String> guests,
    @Schema(format = "date-time", example = "2027-06-30T00:00:00Z") @Nullable String expiresAt,
    @ArraySchema(
            maxItems = KeyRules.MOST_FEEDS,
            schema = @Schema(minLength = 1, maxLength = 64, example = "payroll"))
        @Nullable List<String> feeds) {
  static final KeySpec NOTHING = new KeySpec(null, null, null, null, null, null);

  /** Without the addresses. */
  @Override
  public String toString() {
    return "key " + name;
  }
}
