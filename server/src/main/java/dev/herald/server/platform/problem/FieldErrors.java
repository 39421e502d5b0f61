package dev.herald.server.platform.problem;

import dev.herald.channel.Reason;
import dev.herald.server.platform.Durations;
import dev.herald.server.reason.FieldFault;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
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

  public void add(String field, Reason reason) {
    add(new FieldError(field, reason));
  }

  /** A name that stands in addresses of the API: lower case letters, digits, {@code . _ -}. */
  public String code(String field, String value) {
    if (!CODE.matcher(value).matches()) {
      add(field, new FieldFault.CodeInvalid(value));
    }
    return value;
  }

  /** A text that must be there. */
  public String text(String field, @Nullable String value, int longest) {
    if (value == null || !KeptText.isSeen(value)) {
      add(field, new FieldFault.TextMissing(longest));
      return "";
    }
    return checked(field, value.strip(), longest);
  }

  /** A text that may be left out; blank counts as left out. */
  public @Nullable String optionalText(String field, @Nullable String value, int longest) {
    return value == null || !KeptText.isSeen(value) ? null : checked(field, value.strip(), longest);
  }

  /** A duration within bounds, or null. */
  public @Nullable Duration duration(String field, String text, Duration least, Duration most) {
    return duration(
        field,
        text,
        duration -> duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0,
        new FieldFault.DurationBetween(Durations.print(least), Durations.print(most)));
  }

  /** A duration of whole seconds, none included, or null. */
  public @Nullable Duration seconds(String field, String text, Duration most) {
    return duration(
        field,
        text,
        duration -> duration.compareTo(most) <= 0 && duration.toMillis() % 1_000 == 0,
        new FieldFault.DurationOutOfRange(Durations.print(most)));
  }

  private @Nullable Duration duration(
      String field, String text, Predicate<Duration> taken, Reason otherwise) {
    try {
      Duration duration = Durations.parse(text);
      if (taken.test(duration)) {
        return duration;
      }
      add(field, otherwise);
    } catch (Durations.TooLong _) {
      add(field, otherwise);
    } catch (IllegalArgumentException _) {
      add(field, new FieldFault.DurationInvalid(text));
    }
    return null;
  }

  private String checked(String field, String value, int longest) {
    if (value.codePointCount(0, value.length()) > longest) {
      add(field, new FieldFault.TextTooLong(longest));
    } else if (value.codePoints().anyMatch(Character::isISOControl)) {
      add(field, new FieldFault.TextWithControls());
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
