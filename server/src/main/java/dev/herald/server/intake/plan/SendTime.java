package dev.herald.server.intake.plan;

import dev.herald.server.directory.Zones;
import dev.herald.server.platform.Spelling;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.Moments;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.SubmissionFault;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** When something is to be sent, as it was written. */
public sealed interface SendTime {
  /** From now. */
  Duration FURTHEST = Duration.ofDays(400);

  /** A moment, the same for everybody: {@code 2027-01-31T09:00:00+08:00}. */
  record At(Instant moment) implements SendTime {}

  /**
   * A time of a day: {@code {time: "09:00", zone: recipient}}.
   *
   * @param date null: today, or tomorrow where that time is over
   */
  record OfDay(LocalTime time, @Nullable LocalDate date, Where where) implements SendTime {}

  /** Whose clock a time of a day is of. */
  sealed interface Where {
    record OfRecipient() implements Where {}

    record OfTenant() implements Where {}

    record Named(ZoneId zone) implements Where {}
  }

  /** Whether it is another moment for people in other zones. */
  default boolean isOfRecipient() {
    return this instanceof OfDay(_, _, Where.OfRecipient _);
  }

  /**
   * The moment. A time that a change of clocks leaves out is as much later as clocks are set on;
   * one that comes twice is the first of the two.
   */
  default Instant in(ZoneId ofRecipient, ZoneId ofTenant, Instant now) {
    return switch (this) {
      case At(Instant moment) -> moment;
      case OfDay(LocalTime time, LocalDate date, Where where) -> {
        ZoneId zone =
            switch (where) {
              case Where.OfRecipient _ -> ofRecipient;
              case Where.OfTenant _ -> ofTenant;
              case Where.Named(ZoneId named) -> named;
            };
        if (date != null) {
          yield date.atTime(time).atZone(zone).toInstant();
        }
        LocalDate today = now.atZone(zone).toLocalDate();
        Instant next = today.atTime(time).atZone(zone).toInstant();
        yield next.isAfter(now) ? next : today.plusDays(1).atTime(time).atZone(zone).toInstant();
      }
    };
  }

  /** What stands in {@code at}; null when nothing does, or after an error. */
  static @Nullable SendTime read(@Nullable JsonNode at, FieldErrors errors) {
    if (at == null || at.isNull()) {
      return null;
    }
    if (at.isString()) {
      Instant moment = Moments.parse("at", at.stringValue(), errors);
      return moment == null ? null : new At(moment);
    }
    if (at.isObject()) {
      return Reading.ofDay(at, errors);
    }
    errors.add("at", new SubmissionFault.SendTimeInvalid());
    return null;
  }

  /** Reads a time of a day. */
  final class Reading {
    private static final List<String> FIELDS = List.of("date", "time", "zone");
    private static final Pattern TIME = Pattern.compile("\\d{2}:\\d{2}(:\\d{2})?");

    private Reading() {}

    private static @Nullable SendTime ofDay(JsonNode at, FieldErrors errors) {
      for (String name : at.propertyNames()) {
        if (!FIELDS.contains(name)) {
          errors.add("at." + name, Spelling.unknownField(name, FIELDS));
        }
      }
      LocalTime time = time(at.get("time"), errors);
      LocalDate date = date(at.get("date"), errors);
      Where where = where(at.get("zone"), errors);
      return errors.isEmpty() ? new OfDay(time, date, where) : null;
    }

    private static LocalTime time(@Nullable JsonNode time, FieldErrors errors) {
      if (time == null || time.isNull()) {
        errors.add("at.time", new FieldFault.FieldMissing());
        return LocalTime.MIDNIGHT;
      }
      String text = time.asString("");
      try {
        if (TIME.matcher(text).matches()) {
          return LocalTime.parse(text);
        }
      } catch (DateTimeException _) {
        // named below
      }
      errors.add("at.time", new SubmissionFault.TimeOfDayInvalid(text));
      return LocalTime.MIDNIGHT;
    }

    private static @Nullable LocalDate date(@Nullable JsonNode date, FieldErrors errors) {
      if (date == null || date.isNull()) {
        return null;
      }
      try {
        return LocalDate.parse(date.asString(""));
      } catch (DateTimeException _) {
        errors.add("at.date", new SubmissionFault.DateInvalid(date.asString("")));
        return null;
      }
    }

    private static Where where(@Nullable JsonNode zone, FieldErrors errors) {
      String name = zone == null || zone.isNull() ? "recipient" : zone.asString("");
      return switch (name) {
        case "recipient" -> new Where.OfRecipient();
        case "tenant" -> new Where.OfTenant();
        default -> {
          FieldErrors own = new FieldErrors();
          ZoneId named = Zones.parse("at.zone", name, own);
          if (!own.isEmpty()) {
            errors.add("at.zone", new SubmissionFault.SendZoneUnknown(name));
          }
          yield new Where.Named(own.isEmpty() ? named : ZoneOffset.UTC);
        }
      };
    }
  }
}
