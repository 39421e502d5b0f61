package dev.herald.server.reason;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.herald.channel.Reason;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A reason as the API shows it.
 *
 * @param code stable, in capitals
 * @param parameters by name; reasons among them are shown alike
 * @param text in the reader's language
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WordedReason(String code, Map<String, @Nullable Object> parameters, String text) {

  /** In the language of the request that this thread answers. */
  public static WordedReason of(Reason reason) {
    return of(reason, Wording.ofRequest());
  }

  public static WordedReason of(Reason reason, Wording wording) {
    Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
    reason
        .parameters()
        .forEach((name, value) ->
            parameters.put(name, value instanceof Reason inner ? of(inner, wording) : value));
    wording.said(reason).ifPresent(said -> parameters.put(Wording.SAID, said));
    return new WordedReason(reason.code(), parameters, wording.of(reason));
  }
}
