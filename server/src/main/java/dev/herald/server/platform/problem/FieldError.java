package dev.herald.server.platform.problem;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.herald.channel.Reason;
import dev.herald.server.reason.WordedReason;
import dev.herald.server.reason.Wording;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing wrong with a request. In an answer it is worded in the reader's language, and what it
 * quotes of the request is shortened, so that an answer stays small whatever came in.
 *
 * @param field where, as a path: {@code to[3].email}, {@code data.amount}
 * @param reason what is wrong, and what would be right
 */
public record FieldError(String field, Reason reason) {
  private static final int LONGEST_FIELD = 300;

  public FieldError {
    field = ShortTexts.shortened(field, LONGEST_FIELD);
    reason = ShortTexts.shortened(reason);
  }

  /** The same error inside an enclosing field. */
  public FieldError within(String parent) {
    return new FieldError(field.isEmpty() ? parent : parent + "." + field, reason);
  }

  /**
   * What an answer has of it.
   *
   * @param code of the reason, stable
   * @param parameters of the reason, by name
   * @param reason one plain sentence in the reader's language
   */
  @Schema(name = "FieldError")
  public record Shown(
      String field, String code, Map<String, @Nullable Object> parameters, String reason) {}

  /** In the language of the request that this thread answers. */
  @JsonValue
  public Shown shown() {
    return shown(Wording.ofRequest());
  }

  public Shown shown(Wording wording) {
    WordedReason worded = WordedReason.of(reason, wording);
    return new Shown(field, worded.code(), worded.parameters(), worded.text());
  }
}
