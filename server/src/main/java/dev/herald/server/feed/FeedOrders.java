package dev.herald.server.feed;

import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.KeyGrant;
import dev.herald.server.authorization.KeyMode;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.ProblemReason;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What callers may ask of a feed. */
final class FeedOrders {
  static final int MOST = 100;
  static final int USUAL = 10;
  static final int MOST_LEASES = 1_000;
  static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
  static final Duration LONGEST_DELAY = Duration.ofDays(7);
  private static final int LONGEST_NAME = 64;

  private FeedOrders() {}

  /**
   * @throws RequestProblem.Forbidden when the caller's key is not for this feed
   */
  static FeedKey key(Caller.OfApplication caller, String feed) {
    KeyGrant grant = caller.grant();
    if (!grant.feeds().contains(feed)) {
      throw new RequestProblem.Forbidden(new ProblemReason.FeedNotOfKey(feed, grant.feeds()));
    }
    return new FeedKey(feed, grant.mode() == KeyMode.TEST);
  }

  /** As the caller says, or else as its key is called. */
  static String consumer(
      Caller.OfApplication caller, @Nullable String written, FieldErrors errors) {
    String name = errors.optionalText("consumer", written, LONGEST_NAME);
    String key = caller.grant().name();
    return name != null ? name : Objects.requireNonNullElse(key, caller.name());
  }

  static int most(@Nullable Integer max, FieldErrors errors) {
    if (max == null) {
      return USUAL;
    }
    if (max < 1 || max > MOST) {
      errors.add("max", new FieldFault.NumberOutOfRange(1, MOST));
      return USUAL;
    }
    return max;
  }

  /**
   * @param usual when it is not said
   */
  static Duration duration(
      String field,
      @Nullable String text,
      Duration usual,
      Duration least,
      Duration most,
      FieldErrors errors) {
    return text == null
        ? usual
        : Objects.requireNonNullElse(errors.duration(field, text, least, most), usual);
  }

  /** Null: as the feed says. */
  static @Nullable Duration lease(@Nullable String text, FieldErrors errors) {
    return text == null
        ? null
        : duration(
            "lease",
            text,
            FeedTerms.USUAL.lease(),
            FeedTerms.SHORTEST_LEASE,
            FeedTerms.LONGEST_LEASE,
            errors);
  }

  static List<UUID> leases(@Nullable List<@Nullable UUID> written, FieldErrors errors) {
    if (written == null || written.isEmpty()) {
      errors.add("leases", new FieldFault.ItemsOutOfRange(1, MOST_LEASES));
      return List.of();
    }
    if (written.size() > MOST_LEASES) {
      errors.add("leases", new FieldFault.ItemsTooMany(written.size(), MOST_LEASES));
      return List.of();
    }
    if (written.contains(null)) {
      errors.add("leases", new FieldFault.ValueNull());
      return List.of();
    }
    return written.stream().map(Objects::requireNonNull).distinct().toList();
  }
}
