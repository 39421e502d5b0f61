package dev.herald.server.task;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What becomes of an escalation whose time has come. */
public sealed interface EscalationStep {
  /** The next channel is used. */
  record Goes(MessageState after) implements EscalationStep {}

  /** It is looked at again then. */
  record Waits(Instant until) implements EscalationStep {}

  /** There is nothing to do. */
  record Ends() implements EscalationStep {}

  Duration A_MOMENT = Duration.ofSeconds(2);

  /** What the next channel would wait for just as well. */
  Set<String> HELD_ON_EVERY_CHANNEL = Set.of("PAUSED", "QUIET_HOURS_HELD");

  /** Codes of steps that tell that a person has read it, or a program taken it. */
  Set<String> READ = Set.of("REPORTED_READ", "INBOX_READ", "FEED_ACKED");

  /**
   * Where a message stands.
   *
   * @param inHands whether a process has it
   * @param dueAt when it is taken up again; null: nothing is left to do
   * @param attempts how often it was tried
   * @param waitsFor code of what holds it back; null: nothing does
   * @param latest code of the latest step of its trace; null: it has none
   */
  record Place(
      MessageState state,
      boolean inHands,
      @Nullable Instant dueAt,
      int attempts,
      @Nullable String waitsFor,
      @Nullable String latest) {}

  /** Pure, so that each case can be tried without a server. */
  static EscalationStep of(Place place, Escalation rule, Instant now) {
    if (place.inHands) {
      return new Waits(now.plus(A_MOMENT));
    }
    return switch (place.state) {
      case PENDING -> pending(place, rule, now);
      case SENDING -> new Waits(now.plus(A_MOMENT));
      case SENT, UNDELIVERED, UNKNOWN -> new Goes(place.state);
      case DELIVERED ->
          rule.unless() == Escalation.Unless.READ && !READ.contains(place.latest)
              ? new Goes(place.state)
              : new Ends();
      case FAILED, EXPIRED, CANCELLED, RECALLED, DIGESTED, SUPPRESSED -> new Ends();
    };
  }

  /**
   * One that was tried, or waits for its turn, is given up; one that is not to go yet is not late.
   */
  private static EscalationStep pending(Place place, Escalation rule, Instant now) {
    Instant due = place.dueAt == null || place.dueAt.isBefore(now) ? now : place.dueAt;
    boolean held = place.waitsFor != null && HELD_ON_EVERY_CHANNEL.contains(place.waitsFor);
    return held || (place.attempts == 0 && due.isAfter(now))
        ? new Waits(due.plus(rule.after()))
        : new Goes(MessageState.EXPIRED);
  }
}
