package dev.herald.server.intake;

import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.task.CallerMarks;
import org.jspecify.annotations.Nullable;

/** Callers' own names of messages, such as the number of an order. */
final class References {
  static final int LONGEST = 128;

  private References() {}

  /**
   * In the form that it is kept and found in: without spaces around it, composed (NFC).
   *
   * @param field what it is named in {@code errors}
   * @return null: there is none, or it was refused
   */
  static @Nullable String read(String field, @Nullable String text, FieldErrors errors) {
    if (text == null) {
      return null;
    }
    String reference = CallerMarks.normal(text);
    if (reference.isEmpty()
        || reference.length() > LONGEST
        || reference.codePoints().anyMatch(Character::isISOControl)) {
      errors.add(
          field,
          "is blank, has a control character, or is longer than %d characters".formatted(LONGEST),
          "your own name for it, such as the number of an order; or leave it out");
      return null;
    }
    return reference;
  }
}
