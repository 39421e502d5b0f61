package dev.herald.server.task.store;

import dev.herald.channel.Reason;
import dev.herald.server.platform.database.GroupCommit;
import dev.herald.server.task.MessageTask;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.Saved;
import dev.herald.server.task.Settlement;
import dev.herald.server.task.Submission;
import dev.herald.server.task.TenantChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Saves, claims and settles message tasks.
 *
 * <p>Each lane writes through group commits of its own, so that a flood in one lane does not make
 * another wait for its transaction.
 */
@Component
public class TaskStore implements DisposableBean {
  private static final int MOST = 1_000;
  private static final int QUEUE = 20_000;

  /** Callers wait for it, so it gathers no longer than a commit takes anyway. */
  private static final GroupCommit.Settings INTAKE =
      new GroupCommit.Settings(2, MOST, QUEUE, Duration.ofSeconds(10), Duration.ofMillis(1));

  private static final GroupCommit.Settings STARTS =
      new GroupCommit.Settings(1, MOST, QUEUE, Duration.ofSeconds(5));

  /** Nobody waits for it. */
  private static final GroupCommit.Settings SETTLEMENTS =
      new GroupCommit.Settings(2, MOST, QUEUE, Duration.ofMinutes(10), Duration.ofMillis(10));

  /** How many connections a lane under load takes to write. */
  public static final int CONNECTIONS_OF_LANE =
      INTAKE.writers() + STARTS.writers() + SETTLEMENTS.writers();

  private final IntakeWriter intake;
  private final TaskClaims claims;
  private final SettlementWriter settlements;
  private final ArrivalWriter arrivals;
  private final Map<String, LaneWriters> lanes = new ConcurrentHashMap<>();
  private final Set<String> background = ConcurrentHashMap.newKeySet();

  TaskStore(
      IntakeWriter intake,
      TaskClaims claims,
      SettlementWriter settlements,
      ArrivalWriter arrivals) {
    this.intake = intake;
    this.claims = claims;
    this.settlements = settlements;
    this.arrivals = arrivals;
  }

  private record LaneWriters(
      GroupCommit<List<Entry>, List<Saved>> intake,
      GroupCommit<TaskClaims.Start, Boolean> starts,
      GroupCommit<SettlementWriter.Item, Boolean> settlements) {}

  private LaneWriters writers(String lane) {
    return lanes.computeIfAbsent(
        lane,
        name ->
            new LaneWriters(
                new GroupCommit<>(name + "-intake", INTAKE, TaskStore::pieces, intake::write),
                new GroupCommit<>(name + "-start", STARTS, start -> 1, claims::start),
                new GroupCommit<>(
                    name + "-settle",
                    background.contains(name) ? SETTLEMENTS.inBackground() : SETTLEMENTS,
                    item -> 1,
                    settlements::write)));
  }

  /**
   * How tasks of this lane ended is written at a lower priority. To be said before anything is
   * saved in it.
   */
  public void letsOthersGoFirst(String lane) {
    background.add(lane);
  }

  /**
   * Saves a submission and waits until it is durable.
   *
   * @param lane of all its messages
   * @param owner the lease that is ready to send at once what is due at once; null: what is due
   *     waits to be claimed
   */
  public Saved save(String lane, Submission submission, @Nullable UUID owner) {
    return save(lane, List.of(new Entry(submission, owner))).getFirst();
  }

  /**
   * A submission with who is to send it.
   *
   * @param owner the incarnation that is ready to send at once what is due at once; null: what is
   *     due waits to be claimed
   */
  public record Entry(Submission submission, @Nullable UUID owner) {}

  /**
   * Saves submissions in one transaction and waits until they are durable.
   *
   * @param lane whose transaction it is
   * @return what became of each, in their order
   */
  public List<Saved> save(String lane, List<Entry> entries) {
    return writers(lane).intake.write(entries);
  }

  /**
   * A submission that was answered before it is saved, and that may come again.
   *
   * @param refusal why none of it is to be sent; null: nothing is known against it yet
   */
  public record Arrival(Entry entry, @Nullable Reason refusal) {}

  /**
   * Saves submissions in one transaction and waits until they are durable. Every message that its
   * caller was told of has a trace then: one that is not to be sent ends with the reason. One that
   * was saved before is left alone.
   *
   * @param by the lease that saves them
   * @return what became of each, in their order; the messages without a mark are the owner's to
   *     send
   */
  public List<Saved> save(List<Arrival> arrivals, UUID by) {
    return this.arrivals.write(arrivals, by);
  }

  private static int pieces(List<Entry> entries) {
    int pieces = 0;
    for (Entry entry : entries) {
      pieces += NewMessage.pieces(entry.submission().messages());
    }
    return pieces;
  }

  /** A key, whose it is, and the request that came with it now. */
  public record AskedKey(UUID applicationId, Submission.IdempotencyKey key) {}

  /** As below, for several in one look-up. */
  public List<Optional<Saved>> earlier(List<AskedKey> asked) {
    return intake.earlier(asked);
  }

  /** What a request with a key that came before is answered; empty: the key is new. */
  public Optional<Saved> earlier(UUID applicationId, Submission.IdempotencyKey key) {
    return intake.earlier(applicationId, key);
  }

  /**
   * Those of messages that are not saved which would not be: each with the one that stands in its
   * place.
   */
  public Map<UUID, Saved.Line> repeats(List<NewMessage> messages) {
    return intake.repeats(messages);
  }

  /** Takes what is due, oldest first, whose ever it is. */
  public List<MessageTask> claim(String lane, int most, UUID owner) {
    return claims.claim(lane, most, owner);
  }

  /** Takes those that are due and whose provider is to be asked, oldest first. */
  public List<MessageTask> claimUnknown(String lane, int most, UUID owner) {
    return claims.claimUnknown(lane, most, owner);
  }

  /** The flows that have something due in a lane, in the order of their tenants' ids. */
  public List<TenantChannel> flowsDue(String lane) {
    return claims.flowsDue(lane);
  }

  /**
   * Takes what is due, each flow's oldest first.
   *
   * @param parts how many of each flow at most
   */
  public List<MessageTask> claim(String lane, Map<TenantChannel, Integer> parts, UUID owner) {
    return claims.claim(lane, parts, owner);
  }

  /**
   * Makes durable that a call which must not be repeated is about to be made.
   *
   * @return false: the task has another owner, and the call must not be made
   */
  public boolean start(MessageTask task, UUID owner, UUID sourceId) {
    return Objects.requireNonNull(
        writers(task.message().lane())
            .starts
            .write(new TaskClaims.Start(task.id(), owner, task.sequence(), sourceId, null)));
  }

  /**
   * As above, for tasks of one lane that go in one call.
   *
   * @param call the id of the first of them
   * @return for each whether it may go
   */
  public List<Boolean> start(List<MessageTask> tasks, UUID owner, UUID sourceId, UUID call) {
    GroupCommit<TaskClaims.Start, Boolean> starts =
        writers(tasks.getFirst().message().lane()).starts;
    return tasks.stream()
        .map(task ->
            starts.submit(new TaskClaims.Start(task.id(), owner, task.sequence(), sourceId, call)))
        .toList()
        .stream()
        .map(CompletableFuture::join)
        .toList();
  }

  /**
   * Writes how a task left its owner's hands.
   *
   * @return done when it is durable; false: the task had another owner, and nothing was written
   */
  public CompletableFuture<Boolean> settle(Settlement settlement, UUID owner) {
    return writers(settlement.task().message().lane())
        .settlements
        .submit(new SettlementWriter.Item(settlement, owner));
  }

  @Override
  public void destroy() {
    lanes
        .values()
        .forEach(writers -> {
          writers.intake.close();
          writers.starts.close();
          writers.settlements.close();
        });
  }
}
