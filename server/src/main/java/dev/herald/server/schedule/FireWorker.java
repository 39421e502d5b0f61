package dev.herald.server.schedule;

import dev.herald.channel.Reason;
import dev.herald.server.application.Applications;
import dev.herald.server.authorization.Application;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.KeyGrant;
import dev.herald.server.intake.CallerKey;
import dev.herald.server.intake.Incoming;
import dev.herald.server.intake.Intake;
import dev.herald.server.intake.IntakeResult;
import dev.herald.server.platform.Ids;
import dev.herald.server.platform.Shutdown;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.TraceReason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Works off fires, a chunk at a time and each schedule's in turn, until none is left that can go on
 * now. Those that ask a URL are worked on beside the others.
 *
 * <p>A chunk is handed in before it is noted as done. When the process dies between the two, it is
 * handed in again, and its idempotency keys make nothing of that.
 */
@Component
class FireWorker {
  private static final Logger log = LoggerFactory.getLogger(FireWorker.class);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
  private static final Duration FOR_ROOM = Duration.ofSeconds(1);

  private final Fires fires;
  private final ScheduleRows schedules;
  private final Applications applications;
  private final ScheduleAudience audience;
  private final ScheduleCall call;
  private final FireCalls calls;
  private final Intake intake;
  private final ScheduleSettings settings;
  private final Shutdown shutdown;
  private final JsonMapper json;
  private final UUID self = Ids.next();

  FireWorker(
      Fires fires,
      ScheduleRows schedules,
      Applications applications,
      ScheduleAudience audience,
      ScheduleCall call,
      FireCalls calls,
      Intake intake,
      ScheduleSettings settings,
      Shutdown shutdown,
      JsonMapper json) {
    this.fires = fires;
    this.schedules = schedules;
    this.applications = applications;
    this.audience = audience;
    this.call = call;
    this.calls = calls;
    this.intake = intake;
    this.settings = settings;
    this.shutdown = shutdown;
    this.json = json;
  }

  /** One process at a time does this, for as long as anything is under way. */
  void run() {
    do {
      for (Optional<Fires.Claimed> fire = next(); fire.isPresent(); fire = next()) {
        begin(fire.get());
      }
    } while (calls.await());
  }

  private Optional<Fires.Claimed> next() {
    return shutdown.begun() ? Optional.empty() : fires.take(self);
  }

  private void begin(Fires.Claimed claimed) {
    orPutOff(
        claimed,
        () -> {
          Schedule schedule = schedules.find(claimed.fire().scheduleId()).orElseThrow();
          ScheduleSpec spec = schedules.opened(schedule.id(), claimed.spec());
          String url = spec.url();
          if (url == null) {
            work(claimed, schedule, audience.next(schedule, spec, claimed.fire()));
          } else if (!calls.begin(() -> ask(claimed, schedule, url))) {
            fires.putBack(claimed, self, FOR_ROOM);
          }
        });
  }

  /** On a thread of its own; what fails here is taken up again when its lease is over. */
  private void ask(Fires.Claimed claimed, Schedule schedule, String url) {
    try {
      orPutOff(claimed, () -> work(claimed, schedule, call.next(schedule, url, claimed.fire())));
    } catch (RuntimeException failure) {
      log.warn("Fire {} could not be put off: {}", claimed.fire().id(), failure.toString());
    }
  }

  private void orPutOff(Fires.Claimed claimed, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException failure) {
      log.warn("Fire {} could not go on: {}", claimed.fire().id(), failure.toString());
      couldNotGoOn(claimed, reason(failure));
    }
  }

  private void work(Fires.Claimed claimed, Schedule schedule, Chunk chunk) {
    switch (chunk) {
      case Chunk.Of of -> send(claimed, schedule, of);
      case Chunk.Failed(Reason reason) -> couldNotGoOn(claimed, reason);
    }
  }

  private static Reason reason(RuntimeException failure) {
    return failure instanceof RequestProblem problem
        ? problem.reason()
        : new TraceReason.ErrorInside(failure.getClass().getSimpleName());
  }

  private void couldNotGoOn(Fires.Claimed claimed, Reason reason) {
    int before = claimed.fire().tries();
    if (before + 1 >= settings.tries()) {
      fires.fail(claimed, self, reason);
    } else {
      fires.putOff(claimed, self, settings.pauseAfter(before), reason);
    }
  }

  private void send(Fires.Claimed claimed, Schedule schedule, Chunk.Of chunk) {
    Application application = applications.get(schedule.applicationId());
    Caller caller = new Caller.OfApplication(application, KeyGrant.FULL);
    List<Incoming.Line> lines =
        chunk.submissions().stream()
            .map(each ->
                new Incoming.Line(
                    caller,
                    CallerKey.ofRecord(
                        "schedule " + schedule.id(), claimed.fire().slot() + " " + each.identity()),
                    null,
                    "schedule " + schedule.code(),
                    json.writeValueAsBytes(each.body())))
            .toList();
    List<IntakeResult> results = lines.isEmpty() ? List.of() : intake.accept(lines);
    long accepted = 0;
    long refused = 0;
    long messages = 0;
    Reason problem = null;
    IntakeResult.Busy busy = null;
    for (IntakeResult result : results) {
      switch (result) {
        case IntakeResult.Accepted(var ack) -> {
          accepted++;
          messages += ack.messages().size();
        }
        case IntakeResult.Repeated(var ack) -> {
          accepted++;
          messages += ack.messages().size();
        }
        case IntakeResult.Refused(RequestProblem why) -> {
          refused++;
          problem = why.reason();
        }
        case IntakeResult.Busy later -> busy = later;
        case IntakeResult.Failed(Throwable failure) -> {
          refused++;
          problem = new TraceReason.ErrorInside(failure.getClass().getSimpleName());
        }
      }
    }
    if (busy != null) {
      // The whole chunk comes again; what was taken of it is answered as before.
      putOff(claimed, busy);
      return;
    }
    fires.advance(
        claimed,
        self,
        new Fires.Step(accepted, refused, messages, problem, chunk.position()),
        null);
  }

  /** Passes by itself, so that it counts as no try. */
  private void putOff(Fires.Claimed claimed, IntakeResult.Busy busy) {
    Duration pause = busy.after().compareTo(LONGEST_WAIT) < 0 ? busy.after() : LONGEST_WAIT;
    fires.advance(
        claimed,
        self,
        new Fires.Step(0, 0, 0, busy.problem().reason(), claimed.fire().position()),
        pause);
  }

  /** What is to be handed in next. */
  sealed interface Chunk {
    /**
     * @param position where the next chunk begins; null: there is none
     */
    record Of(List<One> submissions, @Nullable String position) implements Chunk {}

    record Failed(Reason reason) implements Chunk {}

    /**
     * A submission.
     *
     * @param identity tells it from all others of its fire
     */
    record One(String identity, JsonNode body) {}
  }
}
