package dev.herald.server.dispatch;

import dev.herald.channel.Reason;
import dev.herald.server.directory.Tenants;
import dev.herald.server.dispatch.Company.Attempted;
import dev.herald.server.dispatch.Company.Attempted.Division;
import dev.herald.server.lane.ClaimedTask;
import dev.herald.server.limit.Admission;
import dev.herald.server.limit.CallPermit;
import dev.herald.server.limit.CallRequest;
import dev.herald.server.limit.LimitSettings;
import dev.herald.server.limit.SourceLimiter;
import dev.herald.server.limit.SourceLimiters;
import dev.herald.server.limit.Target;
import dev.herald.server.source.ConfiguredSource;
import dev.herald.server.task.MessageTask;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Picks the source of an attempt and waits for its turn. */
@Component
class SourceChoice {
  /** In percent. Whatever is open may be chosen. */
  private static final int LEAST_SHARE = 1;

  private final SourceCandidates candidates;
  private final SourceLimiters limiters;
  private final Tenants tenants;
  private final Gathering gathering;
  private final Duration patience;
  private final Clock clock;

  SourceChoice(
      SourceCandidates candidates,
      Gathering gathering,
      SourceLimiters limiters,
      Tenants tenants,
      LimitSettings settings,
      Clock clock) {
    this.clock = clock;
    this.candidates = candidates;
    this.gathering = gathering;
    this.limiters = limiters;
    this.tenants = tenants;
    this.patience = settings.capPatience();
  }

  /**
   * @param division of the call that it went in before, if it is to go in a smaller one
   */
  SourceSelection next(ClaimedTask claim, @Nullable Division division) throws InterruptedException {
    MessageTask task = claim.task();
    return switch (candidates.of(task.message())) {
      case SourceCandidates.Found.None(Reason reason) -> new SourceSelection.NoSource(reason);
      case SourceCandidates.Found.Paused(var paused) -> new SourceSelection.AllPaused(paused);
      case SourceCandidates.Found.Open(var open) ->
          task.message().context().goesToStandIns()
              ? new SourceSelection.Granted(byWeight(open, _ -> 100), CallPermit.FREE)
              : turn(claim, division, new ArrayList<>(open));
    };
  }

  /** The first that lets it in; only for the last one left does it wait. */
  private SourceSelection turn(
      ClaimedTask claim, @Nullable Division division, List<ConfiguredSource> left)
      throws InterruptedException {
    CallRequest request = entry(claim.task());
    List<Refusal> refusals = new ArrayList<>(left.size());
    while (true) {
      ConfiguredSource source = pick(claim, left);
      left.remove(source);
      Turn turn =
          new Turn(
              source, limiters.of(source, claim.owner().id()), request, refusals, left.isEmpty());
      Gathering.Place place = gathering.place(claim, source, division);
      SourceSelection chosen = place == null ? alone(turn, claim, division) : together(turn, place);
      if (chosen != null) {
        return chosen;
      }
    }
  }

  /**
   * A message's turn at one source.
   *
   * @param refusals of the sources before it
   * @param last whether no other source is left
   */
  private record Turn(
      ConfiguredSource source,
      SourceLimiter limiter,
      CallRequest request,
      List<Refusal> refusals,
      boolean last) {
    List<Refusal> with(Admission.Cause cause) {
      List<Refusal> all = new ArrayList<>(refusals);
      all.add(new Refusal(source, limiter, cause));
      return all;
    }
  }

  /** Null: another source may take it. */
  private @Nullable SourceSelection alone(Turn turn, ClaimedTask claim, @Nullable Division division)
      throws InterruptedException {
    (division == null ? claim.peers() : division.peers()).came(claim.task().id());
    return switch (enter(turn)) {
      case Admission.Granted(CallPermit permit) -> new SourceSelection.Granted(turn.source, permit);
      case Admission.Refused(var cause) -> refused(turn, new Gathering.Refusal(cause, null));
    };
  }

  /** As above, with others that may go in the same call. */
  private @Nullable SourceSelection together(Turn turn, Gathering.Place place)
      throws InterruptedException {
    Gathering.Entrance entrance =
        new Gathering.Entrance() {
          @Override
          public Admission enter() throws InterruptedException {
            return SourceChoice.this.enter(turn);
          }

          @Override
          public Gathering.Refusal refused(Admission.Cause cause) {
            return new Gathering.Refusal(
                cause, turn.last ? later(turn.with(cause), turn.request.target()) : null);
          }
        };
    return switch (gathering.join(place, entrance)) {
      case Gathering.Joined.Calls(Company company, CallPermit permit) ->
          new SourceSelection.Granted(turn.source, permit, company);
      case Gathering.Joined.Went(Attempted attempted) -> new SourceSelection.Carried(attempted);
      case Gathering.Joined.TurnedAway(Gathering.Refusal refusal) -> refused(turn, refusal);
    };
  }

  private Admission enter(Turn turn) throws InterruptedException {
    return turn.limiter.enter(turn.request, turn.last ? patience : Duration.ZERO);
  }

  private @Nullable SourceSelection refused(Turn turn, Gathering.Refusal refusal) {
    if (!turn.last) {
      turn.refusals.add(new Refusal(turn.source, turn.limiter, refusal.cause()));
      return null;
    }
    return refusal.later() == null
        ? later(turn.with(refusal.cause()), turn.request.target())
        : refusal.later();
  }

  private CallRequest entry(MessageTask task) {
    UUID tenant = task.message().ownership().tenantId();
    return new CallRequest(
        tenant, tenants.weight(tenant), Target.of(task.message().context().route().destination()));
  }

  private record Refusal(ConfiguredSource source, SourceLimiter limiter, Admission.Cause cause) {}

  /**
   * It comes again where that is soonest. Only there does it line up: the others' lines would grow
   * by turns that nobody takes. One message at a time, so that not all choose the same line.
   */
  private synchronized SourceSelection.Later later(List<Refusal> refusals, Target target) {
    Refusal soonest =
        Collections.min(
            refusals, Comparator.comparing(one -> one.limiter.until(one.cause, target)));
    Duration after =
        switch (soonest.cause) {
          case CAP -> soonest.limiter.lineUp();
          case TARGET_BUSY -> soonest.limiter.lineUp(target);
          case BUSY, STOPPING, BROKEN, CLOSED, TARGET_CLOSED ->
              soonest.limiter.until(soonest.cause, target);
        };
    return new SourceSelection.Later(after, reason(soonest, after), soonest.cause.isToldAtOnce());
  }

  private Reason reason(Refusal refusal, Duration after) {
    return SourceCandidates.reason(refusal.source, refusal.cause, clock.instant().plus(after));
  }

  private ConfiguredSource pick(ClaimedTask claim, List<ConfiguredSource> left) {
    UUID owner = claim.owner().id();
    return byWeight(
        SourceCandidates.preferred(
            left,
            claim.task().lastSource(),
            source -> limiters.of(source, owner).isOpen(),
            source -> limiters.of(source, owner).isBroken()),
        source -> Math.max(LEAST_SHARE, limiters.of(source, owner).share()));
  }

  /**
   * @param share of a source's weight, in percent
   */
  private static ConfiguredSource byWeight(
      List<ConfiguredSource> sources, ToIntFunction<ConfiguredSource> share) {
    long[] parts = new long[sources.size()];
    long total = 0;
    for (int i = 0; i < parts.length; i++) {
      ConfiguredSource source = sources.get(i);
      parts[i] = (long) source.weight() * share.applyAsInt(source);
      total += parts[i];
    }
    long point = ThreadLocalRandom.current().nextLong(total);
    for (int i = 0; i < parts.length; i++) {
      ConfiguredSource source = sources.get(i);
      point -= parts[i];
      if (point < 0) {
        return source;
      }
    }
    return sources.getLast();
  }
}
