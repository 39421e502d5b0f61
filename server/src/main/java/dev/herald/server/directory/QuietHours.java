package dev.herald.server.directory;

import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.reason.DirectoryFault;
import dev.herald.server.reason.FieldFault;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When people are left in peace, on their own clocks. They may begin on the evening before.
 *
 * @param from the first minute, like {@code 22:00}
 * @param to the first minute after, like {@code 08:00}
 */
public record QuietHours(
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "22:00") String from,
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "08:00") String to) {
  private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");

  /** The same hours once both are times, and not the same one; null where there are none. */
  public static @Nullable QuietHours checked(
      String field, @Nullable QuietHours written, FieldErrors errors) {
    if (written == null) {
      return null;
    }
    boolean times =
        isTime(field + ".from", written.from(), errors)
            & isTime(field + ".to", written.to(), errors);
    if (times && written.from().equals(written.to())) {
      errors.add(field, new DirectoryFault.QuietHoursEmpty());
    }
    return written;
  }

  private static boolean isTime(String field, @Nullable String text, FieldErrors errors) {
    if (text == null) {
      errors.add(field, new FieldFault.FieldMissing());
      return false;
    }
    boolean time = TIME.matcher(text).matches();
    if (!time) {
      errors.add(field, new DirectoryFault.ClockTimeInvalid(text));
    }
    return time;
  }

  /** When they end for somebody in a zone; empty outside of them. */
  public Optional<Instant> until(Instant now, ZoneId zone) {
    ZonedDateTime here = now.atZone(zone);
    LocalTime begin = LocalTime.parse(from);
    LocalTime end = LocalTime.parse(to);
    LocalTime clock = here.toLocalTime();
    boolean overnight = begin.isAfter(end);
    boolean evening = !clock.isBefore(begin);
    boolean morning = clock.isBefore(end);
    if (overnight ? !evening && !morning : !evening || !morning) {
      return Optional.empty();
    }
    LocalDateTime next = here.toLocalDate().plusDays(overnight && evening ? 1 : 0).atTime(end);
    return Optional.of(moment(next, zone, now));
  }

  /** Where clocks skip the time, the moment when they do; where they show it twice, the next. */
  private static Instant moment(LocalDateTime time, ZoneId zone, Instant now) {
    ZoneOffsetTransition change = zone.getRules().getTransition(time);
    if (change != null && change.isGap()) {
      return change.getInstant();
    }
    ZonedDateTime first = time.atZone(zone).withEarlierOffsetAtOverlap();
    return (first.toInstant().isAfter(now) ? first : first.withLaterOffsetAtOverlap()).toInstant();
  }
}
