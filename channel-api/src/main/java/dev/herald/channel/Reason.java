package dev.herald.channel;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happened and why, as data: a stable code with its parameters. Words are made of it when
 * somebody reads, in the reader's language.
 *
 * <p>A record that implements it has its own name as its code, and its components as its
 * parameters. Neither may be renamed: codes are stored, and callers of the API rely on them.
 */
public interface Reason {

  /** In capitals with underscores, for example {@code NO_ANSWER_IN_TIME}. */
  default String code() {
    return ReasonShape.of(getClass()).code();
  }

  /**
   * By name: texts, numbers, truths, times, lists of texts, and reasons; null where a parameter
   * that may be left out is left out.
   */
  default Map<String, @Nullable Object> parameters() {
    return ReasonShape.of(getClass()).parameters(this);
  }
}
