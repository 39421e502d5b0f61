package dev.herald.server.platform.problem;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what is wrong with a request, so that one answer names all of it, and each thing once.
 *
 * <p>A check that fails returns a harmless stand-in, and {@link #throwIfAny} must be called before
 * anything is done with what the checks returned.
 */
public final class FieldErrors {
  private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  /** Nobody reads more at once, and a large request can have any number. */
  private static final int MOST = 1_000;

  private final Set<FieldError> errors = new LinkedHashSet<>();

  public void add(FieldError error) {
    if (!isFull()) {
      errors.add(error);
    }
  }

  public void add(String field, String reason, String expected) {
    add(new FieldError(field, reason, expected));
  }

  /** A name that stands in addresses of the API: lower case letters, digits, {@code . _ -}. */
  public String code(String field, String value) {
    if (!CODE.matcher(value).matches()) {
      add(
          field,
          "'%s' is no code".formatted(value),
          "1 to 64 lower case letters, digits, dots, hyphens or underscores, like 'esop'");
    }
    return value;
  }

  /** A text that must be there. */
  public String text(String field, @Nullable String value, int longest) {
    if (value == null || !KeptText.isSeen(value)) {
      add(field, "is missing", "a text of up to %d characters".formatted(longest));
      return "";
    }
    return checked(field, value.strip(), longest);
  }

  /** A text that may be left out; blank counts as left out. */
  public @Nullable String optionalText(String field, @Nullable String value, int longest) {
    return value == null || !KeptText.isSeen(value) ? null : checked(field, value.strip(), longest);
  }

  private String checked(String field, String value, int longest) {
    int length = value.codePointCount(0, value.length());
    if (length > longest) {
      add(field, "has %d characters".formatted(length), "at most %d characters".formatted(longest));
    } else if (value.codePoints().anyMatch(Character::isISOControl)) {
      add(field, "has a control character", "one line of text");
    }
    return value;
  }

  /** Whether no further error is kept, so that there is no need to describe one. */
  public boolean isFull() {
    return errors.size() >= MOST;
  }

  public boolean isEmpty() {
    return errors.isEmpty();
  }

  public List<FieldError> all() {
    return List.copyOf(errors);
  }

  public void throwIfAny() {
    if (!errors.isEmpty()) {
      throw new RequestProblem.Invalid(all());
    }
  }
}
