package dev.herald.server.dispatch;

import dev.herald.channel.Reason;
import dev.herald.server.limit.LimitSettings;
import dev.herald.server.limit.SourceLimiters;
import dev.herald.server.limit.Target;
import dev.herald.server.node.Templates;
import dev.herald.server.pause.Parking;
import dev.herald.server.source.ConfiguredSource;
import dev.herald.server.task.MessageContext;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.MessageTask;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.Settlement;
import dev.herald.server.template.Renderer;
import dev.herald.server.template.Rendering;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Says what an attempt at a message would come to, by the rules of {@link Dispatcher} and {@link
 * Decisions}, without making one. What only a call shows, a provider's answer, is taken for yes.
 * How sources fare is known as far as this process has called them.
 */
@Component
public class Foresight {
  private final Suppressed suppressed;
  private final Parking parking;
  private final SourceCandidates candidates;
  private final SourceLimiters limiters;
  private final Decisions decisions;
  private final Templates templates;
  private final Renderer renderer;
  private final Duration patience;
  private final Clock clock;

  Foresight(
      Suppressed suppressed,
      Parking parking,
      SourceCandidates candidates,
      SourceLimiters limiters,
      Decisions decisions,
      Templates templates,
      Renderer renderer,
      LimitSettings settings,
      Clock clock) {
    this.suppressed = suppressed;
    this.parking = parking;
    this.candidates = candidates;
    this.limiters = limiters;
    this.decisions = decisions;
    this.templates = templates;
    this.renderer = renderer;
    this.patience = settings.capPatience();
    this.clock = clock;
  }

  public Outlook of(NewMessage message) {
    Instant now = clock.instant();
    Instant start =
        message.dueAt() == null || message.dueAt().isBefore(now) ? now : message.dueAt();
    SourceCandidates.Found found = candidates.of(message);
    Rendering saying = saying(message);
    Turns turns = turns(message, found);
    AttemptOutcome outcome =
        obstacle(message, start).orElseGet(() -> outcome(found, turns, saying));
    return outcome == null
        ? sent(message, start, turns, saying)
        : kept(message, start, outcome, turns, saying);
  }

  /** What keeps it before a source is looked for. */
  private Optional<AttemptOutcome> obstacle(NewMessage message, Instant start) {
    return suppressed
        .on(message, start)
        .or(() ->
            switch (parking.of(message)) {
              case Parking.Way.Held(Parking.Wait wait) -> Optional.of(Dispatcher.paused(wait));
              case Parking.Way.Over(Reason reason) ->
                  Optional.of(new AttemptOutcome.CalledOff(reason));
              case Parking.Way.Free _ -> Optional.empty();
            })
        .or(() -> suppressed.wouldBeAtLast(message, start));
  }

  private @Nullable AttemptOutcome outcome(
      SourceCandidates.Found found, Turns turns, Rendering saying) {
    return switch (found) {
      case SourceCandidates.Found.None(Reason reason) -> new AttemptOutcome.Trouble(reason);
      case SourceCandidates.Found.Paused(var paused) -> Dispatcher.paused(parking.behind(paused));
      case SourceCandidates.Found.Open _
          when turns.allBroken() || turns.after.compareTo(patience) > 0 ->
          new AttemptOutcome.NotYet(turns.after, turns.reason(), true);
      case SourceCandidates.Found.Open _ ->
          saying instanceof Rendering.Failed(Reason reason)
              ? new AttemptOutcome.Unsayable(reason)
              : null;
    };
  }

  private static Outlook sent(NewMessage message, Instant start, Turns turns, Rendering saying) {
    return new Outlook(
        message,
        MessageState.SENT,
        null,
        start.plus(turns.after),
        turns.only(),
        turns.candidates,
        saying,
        null);
  }

  private Outlook kept(
      NewMessage message, Instant start, AttemptOutcome outcome, Turns turns, Rendering saying) {
    Settlement settled = decisions.on(outcome, MessageTask.handedOver(message), start, 0.5);
    return switch (settled) {
      case Settlement.Finished(_, var event, var next) ->
          new Outlook(
              message,
              event.state(),
              event.reason(),
              null,
              null,
              turns.candidates,
              saying,
              next == null ? null : of(next));
      case Settlement.Waiting waits ->
          new Outlook(
              message,
              waits.state(),
              why(waits),
              waits.dueAt(),
              null,
              turns.candidates,
              saying,
              null);
    };
  }

  private static @Nullable Reason why(Settlement.Waiting waits) {
    return waits.deferral() != null
        ? waits.deferral().reason()
        : waits.event() == null ? null : waits.event().reason();
  }

  private Rendering saying(NewMessage message) {
    MessageContext context = message.context();
    return renderer.render(
        templates.version(context.route().templateVersionId()),
        context.data(),
        context.locale(),
        context.zone());
  }

  /**
   * How the sources of a message stand to it.
   *
   * @param after until the first of them takes it
   */
  private record Turns(List<Outlook.Candidate> candidates, Duration after) {
    /** Of all that are busy or broken, the first that says why. */
    Reason reason() {
      return candidates.stream()
          .map(Outlook.Candidate::reason)
          .filter(reason -> reason != null)
          .findFirst()
          .orElseThrow();
    }

    boolean allBroken() {
      return candidates.stream().noneMatch(each -> takes(each.standing()))
          && candidates.stream().anyMatch(each -> each.standing() == Outlook.Standing.BROKEN);
    }

    private static boolean takes(Outlook.Standing standing) {
      return standing == Outlook.Standing.OPEN || standing == Outlook.Standing.BUSY;
    }

    @Nullable String only() {
      return candidates.stream()
          .filter(each -> each.share() == 100)
          .map(Outlook.Candidate::source)
          .findFirst()
          .orElse(null);
    }
  }

  private Turns turns(NewMessage message, SourceCandidates.Found found) {
    List<ConfiguredSource> open =
        found instanceof SourceCandidates.Found.Open(var sources) ? sources : List.of();
    Map<ConfiguredSource, SourceLimiters.Obstacle> obstacles = new HashMap<>();
    if (!message.context().goesToStandIns()) {
      Target target = Target.of(message.context().route().destination());
      for (ConfiguredSource source : open) {
        SourceLimiters.Obstacle obstacle = limiters.obstacle(source, target);
        if (obstacle != null) {
          obstacles.put(source, obstacle);
        }
      }
    }
    Duration after =
        open.stream()
            .map(source ->
                obstacles.containsKey(source) ? obstacles.get(source).until() : Duration.ZERO)
            .min(Duration::compareTo)
            .orElse(Duration.ZERO);
    List<ConfiguredSource> preferred =
        open.isEmpty()
            ? open
            : SourceCandidates.preferred(
                open,
                null,
                source -> !obstacles.containsKey(source),
                source -> standing(obstacles.get(source)) == Outlook.Standing.BROKEN);
    int weights = preferred.stream().mapToInt(ConfiguredSource::weight).sum();
    List<Outlook.Candidate> candidates = new ArrayList<>();
    for (ConfiguredSource source : this.candidates.all(message)) {
      int share = preferred.contains(source) ? source.weight() * 100 / weights : 0;
      candidates.add(
          open.contains(source)
              ? candidate(source, share, obstacles.get(source))
              : new Outlook.Candidate(
                  source.source().code(), source.weight(), 0, aside(message, source), null));
    }
    return new Turns(candidates, after);
  }

  private Outlook.Candidate candidate(
      ConfiguredSource source, int share, SourceLimiters.@Nullable Obstacle obstacle) {
    return new Outlook.Candidate(
        source.source().code(),
        source.weight(),
        share,
        standing(obstacle),
        obstacle == null
            ? null
            : SourceCandidates.reason(
                source, obstacle.cause(), clock.instant().plus(obstacle.until())));
  }

  private Outlook.Standing aside(NewMessage message, ConfiguredSource source) {
    if (!candidates.fits(message, source)) {
      return Outlook.Standing.UNFIT;
    }
    return source.paused() ? Outlook.Standing.PAUSED : Outlook.Standing.LEFT;
  }

  private static Outlook.Standing standing(SourceLimiters.@Nullable Obstacle obstacle) {
    if (obstacle == null) {
      return Outlook.Standing.OPEN;
    }
    return switch (obstacle.cause()) {
      case BROKEN -> Outlook.Standing.BROKEN;
      case CAP, BUSY, CLOSED, TARGET_BUSY, TARGET_CLOSED, STOPPING -> Outlook.Standing.BUSY;
    };
  }
}
