package dev.herald.server.intake.relay;

import dev.herald.server.lane.Lanes;
import dev.herald.server.platform.Ids;
import dev.herald.server.platform.database.DatabaseTrouble;
import dev.herald.server.platform.database.GroupCommit;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.Saved;
import dev.herald.server.task.Submission;
import dev.herald.server.task.store.TaskStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Writes submissions to their lanes' topics. Those of one tenant are in one partition, in their
 * order.
 *
 * <p>What comes again under a key is answered from this process's memory, or else from the table.
 * What neither knows yet, since another process took it in a moment ago, is found when it is saved.
 */
@Component
@ConditionalOnKafka
class KafkaRelay implements Relay, DisposableBean {
  private static final GroupCommit.Settings TOGETHER =
      new GroupCommit.Settings(2, 500, 20_000, Duration.ofSeconds(5));

  private final RelaySettings.Kafka settings;
  private final RelayWriter writer;
  private final SubmissionSeal seal;
  private final DatabasePulse pulse;
  private final Lanes lanes;
  private final GivenAnswers given;
  private final GroupCommit<TaskStore.AskedKey, Optional<Saved>> earlier;

  KafkaRelay(
      RelaySettings settings,
      RelayWriter writer,
      SubmissionSeal seal,
      DatabasePulse pulse,
      Lanes lanes,
      TaskStore store,
      Clock clock) {
    this.settings = settings.kafka();
    this.writer = writer;
    this.seal = seal;
    this.pulse = pulse;
    this.lanes = lanes;
    this.given = new GivenAnswers(clock);
    this.earlier = new GroupCommit<>("keys", TOGETHER, _ -> 1, store::earlier);
  }

  @Override
  public boolean isDatabaseAway() {
    return pulse.isAway();
  }

  @Override
  public List<Saved> hand(List<Handed> submissions) {
    List<CompletableFuture<Saved>> answers = new ArrayList<>(submissions.size());
    for (Handed submission : submissions) {
      Submission.IdempotencyKey key = submission.submission().key();
      answers.add(key == null ? write(submission) : keyed(submission, key));
    }
    return answers.stream().map(KafkaRelay::answer).toList();
  }

  private static Saved answer(CompletableFuture<Saved> answer) {
    try {
      return answer.join();
    } catch (CompletionException failure) {
      throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
    }
  }

  private CompletableFuture<Saved> keyed(Handed handed, Submission.IdempotencyKey key) {
    UUID application = handed.submission().applicationId();
    GivenAnswers.Given first = given.under(application, key);
    if (!key.isOf(first.requestHash())) {
      return CompletableFuture.completedFuture(
          new Saved.KeyReused(requestId(application, key, first.since())));
    }
    CompletableFuture<Saved> mine = new CompletableFuture<>();
    CompletableFuture<Saved> stands = first.answer(mine);
    if (stands != mine) {
      return stands.thenApply(KafkaRelay::repeated);
    }
    try {
      first(handed, key, first)
          .whenComplete((answer, failure) -> {
            if (failure == null) {
              mine.complete(answer);
            } else {
              mine.completeExceptionally(failure);
            }
          });
    } catch (RuntimeException failure) {
      mine.completeExceptionally(failure);
    }
    return mine;
  }

  private CompletableFuture<Saved> first(
      Handed handed, Submission.IdempotencyKey key, GivenAnswers.Given first) {
    UUID application = handed.submission().applicationId();
    Optional<Saved> saved = earlier(application, key);
    if (saved.isEmpty()) {
      return write(named(handed, key, first.since()));
    }
    if (saved.get() instanceof Saved.KeyReused) {
      given.forget(application, key);
    }
    return CompletableFuture.completedFuture(saved.get());
  }

  private static Saved repeated(Saved first) {
    return first instanceof Saved.Accepted(Saved.Ack ack) ? new Saved.Replayed(ack) : first;
  }

  private Optional<Saved> earlier(UUID application, Submission.IdempotencyKey key) {
    if (pulse.isAway()) {
      return Optional.empty();
    }
    try {
      return Objects.requireNonNull(earlier.write(new TaskStore.AskedKey(application, key)));
    } catch (RuntimeException failure) {
      if (failure instanceof RequestProblem.Unavailable || DatabaseTrouble.passing(failure)) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  private CompletableFuture<Saved> write(Handed handed) {
    Submission submission = handed.submission();
    byte[] sealed = seal.seal(handed);
    if (sealed.length > settings.largest()) {
      return CompletableFuture.completedFuture(
          lanes.accept(List.of(new Lanes.Entry(handed.lane(), submission))).getFirst());
    }
    String tenant = submission.messages().getFirst().ownership().tenantId().toString();
    return writer
        .write(settings.topic(handed.lane()), tenant.getBytes(StandardCharsets.US_ASCII), sealed)
        .thenApply(_ -> new Saved.Accepted(Saved.Ack.of(submission, Map.of())));
  }

  /** The same by ids that are made of its application, its key, and the time. */
  static Handed named(Handed handed, Submission.IdempotencyKey key, Instant since) {
    Submission submission = handed.submission();
    UUID request = requestId(submission.applicationId(), key, since);
    List<NewMessage> messages = new ArrayList<>(submission.messages().size());
    Map<UUID, UUID> names = new HashMap<>();
    for (NewMessage message : submission.messages()) {
      UUID id = Ids.named(since, name(submission.applicationId(), key) + "\n" + messages.size());
      names.put(message.id(), id);
      messages.add(message.as(id, request));
    }
    return new Handed(
        handed.lane(),
        new Submission(
            request,
            submission.applicationId(),
            key,
            messages,
            submission.repeats().stream()
                .map(repeat ->
                    new Submission.Repeat(
                        repeat.position(),
                        Objects.requireNonNull(names.get(repeat.of())),
                        repeat.route()))
                .toList()),
        handed.owed());
  }

  private static UUID requestId(UUID application, Submission.IdempotencyKey key, Instant since) {
    return Ids.namedFirst(since, name(application, key));
  }

  private static String name(UUID application, Submission.IdempotencyKey key) {
    return application + "\n" + key.key();
  }

  @Override
  public void destroy() {
    earlier.close();
  }
}
