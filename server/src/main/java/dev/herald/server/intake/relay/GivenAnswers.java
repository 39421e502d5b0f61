package dev.herald.server.intake.relay;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.herald.server.task.Saved;
import dev.herald.server.task.Submission;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What this process answered under idempotency keys lately: what comes again before it is in the
 * table gets the same.
 */
final class GivenAnswers {
  private static final int MOST = 50_000;
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private final Clock clock;
  private final Cache<Name, Given> given =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(LONGEST).build();

  GivenAnswers(Clock clock) {
    this.clock = clock;
  }

  private record Name(UUID applicationId, UUID key) {}

  /** What stands under a key, made if nothing does. */
  Given under(UUID applicationId, Submission.IdempotencyKey key) {
    return Objects.requireNonNull(
        given.get(new Name(applicationId, key.key()), _ -> new Given(key.requestHash(), now())));
  }

  private Instant now() {
    return Instant.ofEpochMilli(clock.millis());
  }

  void forget(UUID applicationId, Submission.IdempotencyKey key) {
    given.invalidate(new Name(applicationId, key.key()));
  }

  /** The request that had a key first, and what it was answered. */
  static final class Given {
    private final UUID requestHash;
    private final Instant since;
    private @Nullable CompletableFuture<Saved> answer;

    private Given(UUID requestHash, Instant since) {
      this.requestHash = requestHash;
      this.since = since;
    }

    UUID requestHash() {
      return requestHash;
    }

    /** The time that its ids are of, whoever tries to hand it over, and how often. */
    Instant since() {
      return since;
    }

    /**
     * @param mine is its answer from now on, unless there is one, or one is on its way
     * @return the answer that stands
     */
    synchronized CompletableFuture<Saved> answer(CompletableFuture<Saved> mine) {
      CompletableFuture<Saved> present = answer;
      if (present == null || present.isCompletedExceptionally()) {
        answer = mine;
        return mine;
      }
      return present;
    }
  }
}
