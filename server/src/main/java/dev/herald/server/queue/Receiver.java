package dev.herald.server.queue;

import dev.herald.channel.Reason;
import dev.herald.server.intake.Incoming;
import dev.herald.server.intake.Intake;
import dev.herald.server.intake.IntakeResult;
import dev.herald.server.platform.database.ConnectionUse;
import dev.herald.server.platform.database.DatabaseTrouble;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.TraceReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what one queue brings to the intake.
 *
 * <p>A record is done with once its messages are durable, or it is in quarantine. What can't be
 * taken now, since the database is away, lanes are full or the application is at its quota, is not
 * done with, and neither is what follows it: the queue is to bring it again after a pause.
 */
public final class Receiver {
  private static final Logger log = LoggerFactory.getLogger(Receiver.class);
  private static final Duration WHILE_FULL = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final String queue;
  private final Binding binding;
  private final Envelope envelope;
  private final Intake intake;
  private final Quarantine quarantine;
  private final Congestion congestion;
  private final RecordAnswers answers;
  private final QueueFigures figures;

  Receiver(String queue, Binding binding, Parts parts, QueueFigures figures) {
    this.queue = queue;
    this.binding = binding;
    this.envelope = parts.envelope;
    this.intake = parts.intake;
    this.quarantine = parts.quarantine;
    this.congestion = parts.congestion;
    this.answers = parts.answers;
    this.figures = figures;
  }

  /** What all queues share. */
  record Parts(
      Envelope envelope,
      Intake intake,
      Quarantine quarantine,
      Congestion congestion,
      RecordAnswers answers) {}

  /**
   * How far a poll got.
   *
   * @param done so many of the first are done with, and may be acknowledged
   * @param pause how long to wait before the others are brought again
   */
  public record Progress(int done, Duration pause) {}

  /** What became of a record before it was brought to the intake. */
  private sealed interface Opened {
    record Right(Incoming.Line line) implements Opened {}

    record Wrong(IntakeResult.Refused refused) implements Opened {}
  }

  /** Takes a poll in one transaction. */
  public Progress take(List<QueueRecord> poll) {
    try {
      return ConnectionUse.INTAKE.call(() -> taken(poll));
    } catch (Envelope.NoApplication missing) {
      return later(0, new TraceReason.QueueApplicationMissing(missing.code()), LONGEST);
    } catch (RuntimeException failure) {
      if (DatabaseTrouble.passing(failure)) {
        return later(0, DatabaseTrouble.problem(failure).reason(), LONGEST);
      }
      log.error("Queue {} met an error inside Herald", queue, failure);
      return later(0, new TraceReason.ErrorInside(failure.getClass().getSimpleName()), LONGEST);
    }
  }

  /** Hears how many of the first of a poll are done with, to acknowledge them. */
  @FunctionalInterface
  public interface Acknowledgment<E extends Exception> {
    void done(int first) throws E;
  }

  /**
   * Takes a poll that its listener holds meanwhile: what can't be taken now is tried again after a
   * pause, until all of it is done with.
   *
   * @param over counted down when the listener can't acknowledge any more; what is not done with
   *     then is for the broker to bring again
   */
  public <E extends Exception> void take(
      List<QueueRecord> poll, CountDownLatch over, Acknowledgment<E> acknowledgment)
      throws E, InterruptedException {
    int done = 0;
    while (done < poll.size()) {
      Progress progress = take(poll.subList(done, poll.size()));
      done += progress.done;
      if (progress.done > 0) {
        acknowledgment.done(done);
      }
      if (done < poll.size() && over.await(progress.pause.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    }
  }

  private Progress taken(List<QueueRecord> poll) {
    if (congestion.isOn(binding.application())) {
      return later(0, new TraceReason.LanesFull(), WHILE_FULL);
    }
    List<Opened> opened = poll.stream().map(this::open).toList();
    List<IntakeResult> results = results(opened);
    int done = 0;
    while (done < results.size() && !(results.get(done) instanceof IntakeResult.Busy)) {
      done++;
    }
    keep(poll.subList(0, done), results);
    answers.tell(queue, binding, poll.subList(0, done), results);
    figures.took(results.subList(0, done));
    return done < results.size() && results.get(done) instanceof IntakeResult.Busy busy
        ? later(done, busy.problem().reason(), busy.after())
        : new Progress(done, Duration.ZERO);
  }

  private Opened open(QueueRecord record) {
    try {
      return new Opened.Right(envelope.open(queue, binding, record));
    } catch (RequestProblem problem) {
      return new Opened.Wrong(new IntakeResult.Refused(problem));
    }
  }

  private List<IntakeResult> results(List<Opened> opened) {
    List<Incoming.Line> lines = new ArrayList<>();
    for (Opened each : opened) {
      if (each instanceof Opened.Right(Incoming.Line line)) {
        lines.add(line);
      }
    }
    Iterator<IntakeResult> taken = intake.accept(lines).iterator();
    return opened.stream()
        .map(each ->
            switch (each) {
              case Opened.Right _ -> taken.next();
              case Opened.Wrong(IntakeResult.Refused refused) -> refused;
            })
        .toList();
  }

  private void keep(List<QueueRecord> records, List<IntakeResult> results) {
    List<Quarantine.Poison> poison = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      switch (results.get(i)) {
        case IntakeResult.Refused(RequestProblem problem) ->
            poison.add(Quarantine.Poison.of(records.get(i), problem));
        case IntakeResult.Failed(Throwable bug) -> {
          log.error("A record of queue {} met an error inside Herald", queue, bug);
          poison.add(Quarantine.Poison.of(records.get(i), bug));
        }
        case IntakeResult.Accepted _, IntakeResult.Repeated _, IntakeResult.Busy _ -> {}
      }
    }
    quarantine.keep(queue, binding.application(), poison);
  }

  private Progress later(int done, Reason reason, Duration after) {
    Duration pause = after.compareTo(LONGEST) < 0 ? after : LONGEST;
    figures.waits(reason);
    log.debug("Queue {} waits {}: {}", queue, pause, reason);
    return new Progress(done, pause);
  }
}
