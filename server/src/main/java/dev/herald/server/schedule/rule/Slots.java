package dev.herald.server.schedule.rule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The moments at which a rule fires, by the clocks of a zone.
 *
 * <p>A time that is left out when clocks are set forward fires as much later as they are set: 02:30
 * at 03:30. A time that comes twice when they are set back fires the first time, and again only
 * where the rule goes on through all hours, as {@code *}{@code /10 * * * *} does. Times that fall
 * on one moment are one fire.
 */
public record Slots(Rule rule, ZoneId zone, WorkCalendar calendar) {
  /** Changes of clocks that are passed over in looking for the next time. */
  private static final int MOST_CHANGES = 40;

  /** The first after this moment; null: there is none. */
  public @Nullable Instant next(Instant after) {
    ZoneRules rules = zone.getRules();
    ZoneOffsetTransition entered = rules.previousTransition(after.plusNanos(1));
    Instant from = after;
    for (int i = 0; i < MOST_CHANGES; i++) {
      Instant begun =
          entered == null || from.isAfter(entered.getInstant()) ? from : entered.getInstant();
      ZoneOffsetTransition left = rules.nextTransition(begun);
      Instant found = earlier(afterChange(entered, from), regular(entered, from, left));
      if (found != null || left == null) {
        return found;
      }
      entered = left;
      from = left.getInstant().minusNanos(1);
    }
    return null;
  }

  /** The next so many. */
  public List<Instant> next(Instant after, int count) {
    List<Instant> slots = new ArrayList<>();
    Instant slot = next(after);
    while (slot != null && slots.size() < count) {
      slots.add(slot);
      slot = next(slot);
    }
    return slots;
  }

  /** By the clocks as they go until the next change. */
  private @Nullable Instant regular(
      @Nullable ZoneOffsetTransition entered, Instant from, @Nullable ZoneOffsetTransition left) {
    ZoneOffset offset =
        entered == null ? zone.getRules().getOffset(from) : entered.getOffsetAfter();
    LocalDateTime local = LocalDateTime.ofInstant(from, offset);
    if (entered != null && entered.isOverlap() && !rule.isOfEveryHour()) {
      LocalDateTime seen = entered.getDateTimeBefore().minusNanos(1);
      local = local.isBefore(seen) ? seen : local;
    }
    LocalDateTime next = rule.next(local, calendar);
    Instant found = next == null ? null : next.toInstant(offset);
    return found == null || (left != null && !found.isBefore(left.getInstant())) ? null : found;
  }

  /** What clocks passed over when they were set forward. */
  private @Nullable Instant afterChange(@Nullable ZoneOffsetTransition entered, Instant from) {
    if (entered == null || !entered.isGap()) {
      return null;
    }
    LocalDateTime local = LocalDateTime.ofInstant(from, entered.getOffsetBefore());
    if (!local.isBefore(entered.getDateTimeAfter())) {
      return null;
    }
    LocalDateTime next = rule.next(local, calendar);
    return next == null || !next.isBefore(entered.getDateTimeAfter())
        ? null
        : next.toInstant(entered.getOffsetBefore());
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }
}
