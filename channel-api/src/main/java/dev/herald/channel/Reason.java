package dev.herald.channel;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happened and why, as data: a stable code with its parameters. Its text is made when somebody
 * reads it, in the reader's language.
 *
 * <p>The code of an implementing record is its name, and its parameters are its components. Neither
 * may be renamed: codes are stored, and callers of the API rely on them.
 */
public interface Reason {

  /** In capitals with underscores, for example {@code NO_ANSWER_IN_TIME}. */
  default String code() {
    return ReasonShape.of(getClass()).code();
  }

  /**
   * By name: texts, numbers, booleans, times, lists of texts, and reasons; null for an optional
   * parameter that was left out.
   */
  default Map<String, @Nullable Object> parameters() {
    return ReasonShape.of(getClass()).parameters(this);
  }
}
