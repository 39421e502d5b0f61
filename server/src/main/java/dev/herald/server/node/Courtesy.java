package dev.herald.server.node;

import dev.herald.server.directory.QuietHours;
import dev.herald.server.platform.Durations;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What a node heeds of what people want.
 *
 * @param topic what it is about to a person: a topic's code, or {@code application/node} for one of
 *     its own
 * @param exempt heeds nothing: for what a person must get, such as login codes
 * @param quiet what it does in quiet hours; null: as its lane does
 * @param quietHours its own; null: its tenant's
 * @param digest what it gathers; null: each goes alone
 */
public record Courtesy(
    String topic,
    boolean exempt,
    @Nullable Quiet quiet,
    @Nullable QuietHours quietHours,
    @Nullable Digest digest) {
  private static final char BETWEEN = '/';
  private static final String CRITICAL = "critical";

  /** What becomes of a message in quiet hours. */
  public enum Quiet {
    /** It waits until they end. */
    HOLD,
    /** It is not sent. */
    DROP,
    /** It goes. */
    SEND
  }

  /** What comes for one recipient goes out in one message. */
  public sealed interface Digest {
    Duration LONGEST = Duration.ofDays(7);

    /** When a digest goes for the sake of a message that may go from then on. */
    Instant after(Instant from, ZoneId zone);

    /** As people write it: {@code 30m} or {@code 09:00}. */
    String written();

    /** So long after the first. */
    record Within(Duration window) implements Digest {
      @Override
      public Instant after(Instant from, ZoneId zone) {
        return from.plus(window);
      }

      @Override
      public String written() {
        return Durations.print(window);
      }
    }

    /** When the recipient's clock shows it next. */
    record At(LocalTime time) implements Digest {
      @Override
      public Instant after(Instant from, ZoneId zone) {
        LocalDate day = from.atZone(zone).toLocalDate();
        Instant today = day.atTime(time).atZone(zone).toInstant();
        return today.isAfter(from) ? today : day.plusDays(1).atTime(time).atZone(zone).toInstant();
      }

      @Override
      public String written() {
        return time.toString();
      }
    }

    /**
     * @throws IllegalArgumentException when it is neither
     */
    static Digest of(String written) {
      if (written.indexOf(':') >= 0) {
        try {
          LocalTime time = LocalTime.parse(written);
          if (written.length() == TIME_LENGTH) {
            return new At(time);
          }
        } catch (DateTimeException _) {
          // named below
        }
        throw new IllegalArgumentException("'%s' is no time of day".formatted(written));
      }
      Duration window = Durations.parse(written);
      if (window.isZero() || window.compareTo(LONGEST) > 0 || window.toMillis() % 1_000 != 0) {
        throw new IllegalArgumentException("'%s' is too long or too short".formatted(written));
      }
      return new Within(window);
    }

    /** Of {@code 09:00}. */
    int TIME_LENGTH = 5;
  }

  /** The topic of a node that names none. No topic's code has the sign between. */
  static String ownTopic(String application, String node) {
    return application + BETWEEN + node;
  }

  /** Whether no other node can have this topic. */
  public boolean hasOwnTopic() {
    return topic.indexOf(BETWEEN) >= 0;
  }

  /** What is in a hurry goes, and all else waits, unless the node says otherwise. */
  public Quiet inQuietHours(String lane) {
    if (exempt) {
      return Quiet.SEND;
    }
    if (quiet != null) {
      return quiet;
    }
    return lane.equals(CRITICAL) ? Quiet.SEND : Quiet.HOLD;
  }
}
