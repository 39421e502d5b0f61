package dev.herald.chaos.agent;

import dev.herald.chaos.agent.Edit.First;
import dev.herald.chaos.agent.Edit.Instead;
import dev.herald.chaos.agent.Edit.Nothing;
import dev.herald.chaos.agent.Edit.Words;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A deliberate bug. Switched on in a running server, it must be noticed by the judge.
 *
 * <p>Where the product has several guards behind one another, a mutant takes away all of them.
 */
public enum Mutant {
  NO_OWNER_GUARD(
      "what a process writes that lost its tasks is taken",
      Trial.ZOMBIE,
      words(
          "task.store.SettlementWriter",
          "and (task.owner, task.sequence) is not distinct from (done.owner, done.sequence - 1)",
          ""),
      words(
          "task.store.SettlementWriter",
          "and (task.owner, task.sequence) is not distinct from (later.owner, later.sequence - 1)",
          ""),
      words(
          "task.store.EventRows",
          "    actor, call_id, call_messages)\n",
          "    actor, call_id, call_messages) on conflict do nothing\n")),
  ACK_BEFORE_COMMIT(
      "the caller is told before the transaction is committed",
      Trial.KILL_AFTER_INTAKE,
      instead("task.store.IntakeWriter", "write", "run", "commitLater")),
  COMMIT_IS_NOT_FLUSHED(
      "the commit does not wait for the disk",
      Trial.DATABASE_CRASH,
      instead("platform.database.Transactions", "run", "setAutoCommit", "beginLazily")),
  KEY_IS_NOT_KEPT(
      "the idempotency key is written and not looked at",
      Trial.CALM,
      new Nothing(type("task.store.IdempotencyRows"), "claim", Nothings.EMPTY_SET)),
  DEDUP_OUTSIDE_THE_TRANSACTION(
      "whether the window is open is not decided by the transaction that saves",
      Trial.CALM,
      words("task.store.DedupClaims", "where held.until <= now()", "")),
  DONE_TASKS_COME_BACK(
      "saving again after a lost answer brings back tasks that were done meanwhile",
      Trial.CUT_INTAKE,
      instead("task.store.MessageRows", "insert", "executeUpdate", "neverNone")),
  CLAIMS_WHAT_IS_OWNED(
      "a lane claims what another process works on",
      Trial.CALM,
      words(
          "task.store.TaskClaims",
          "and owner is null and due_at <= (select now())",
          "and due_at <= (select now())")),
  ATTEMPT_COUNTED_AFTER_THE_CALL(
      "the claim does not count the attempt",
      Trial.CALM,
      words("task.store.TaskClaims", "case state when 'PENDING' then 1 else 0 end", "0")),
  CALL_BEFORE_ITS_MARK(
      "the call is made without the mark that it was",
      Trial.KILL_DURING_CALL,
      new Nothing(type("task.store.TaskStore"), "start", 1)),
  ADOPTION_FORGETS_WHAT_WAS_STARTED(
      "a started call of a dead process is taken for one that was never made",
      Trial.KILL_DURING_CALL,
      words(
          "ownership.OrphanRecovery",
          "case when started or state = 'UNKNOWN' then",
          "case when state = 'UNKNOWN' then")),
  ADOPTION_LEAVES_NO_TRACE(
      "the trace does not say that the outcome is unknown",
      Trial.KILL_AFTER_CALL,
      words(
          "ownership.OrphanRecovery",
          "attempts, source_id, 'UNKNOWN', 0",
          "attempts, source_id, 'RETRYABLE', 0")),
  REAPER_WITHOUT_PAGES(
      "adoption takes the first few tasks of a process and believes that it is through",
      Trial.KILL_DURING_CALL,
      words(
          "ownership.OrphanRecovery",
          "from process where ended_at is null))",
          "from process where ended_at is null or ended_at < now() - interval '400 ms')) and"
              + " id in (select id from task order by id limit 3)")),
  ADOPTS_THE_LIVING(
      "only one living process is taken for alive",
      Trial.CALM,
      words(
          "ownership.OrphanRecovery",
          "from process where ended_at is null))",
          "from process where ended_at is null order by incarnation limit 1))")),
  OWN_CLOCK_FOR_LEASES(
      "the heartbeat carries the process's own time, which is an hour slow",
      Trial.CALM,
      words(
          "ownership.ProcessLeases",
          "set beat_at = now()",
          "set beat_at = now() - interval '1 hour'")),
  GOES_ON_WHEN_FENCED(
      "a process that was taken for dead goes on under its old name",
      Trial.ZOMBIE,
      words(
          "ownership.ProcessLeases",
          "where incarnation = ? and ended_at is null",
          "where incarnation = ?")),
  HEARTBEAT_STOPS_BEFORE_THE_WORKERS(
      "on the way out the process says farewell before its work is done",
      Trial.FAREWELL,
      new First(type("lane.Ownership"), "awaitEmpty", "farewellFirst")),
  LOST_COMMITS_ARE_FORGOTTEN(
      "a claim whose commit was never answered is not looked for",
      Trial.CUT_CLAIM,
      new Nothing(type("lane.Ownership"), "disown", 0)),
  POSTPONED_STAYS_OWNED(
      "what is to be tried again stays with its owner",
      Trial.CALM,
      words(
          "task.store.SettlementWriter",
          "update task set owner = null, started = false, state",
          "update task set started = false, state")),
  FALLBACK_FORGOTTEN(
      "the message of the next channel is announced and not made",
      Trial.CALM,
      new Nothing(type("task.store.SettlementWriter"), "startNext", 0)),
  UNKNOWN_IS_SENT(
      "no answer is taken for success",
      Trial.MOODS,
      instead("dispatch.Decisions", "answered", "decide", "unknownIsDone")),
  UNKNOWN_IS_FAILED(
      "no answer is taken for a refusal",
      Trial.MOODS,
      instead("dispatch.Decisions", "answered", "decide", "unknownIsRefused")),
  HELD_IS_REPEATED(
      "a call with an unknown outcome is repeated where a repeat does harm",
      Trial.MOODS,
      instead("dispatch.Decisions", "answered", "decide", "heldIsRepeated")),
  EXPIRY_IGNORED(
      "messages are sent whatever their expiry",
      Trial.EXPIRY,
      new Nothing(type("task.NewMessage"), "isExpired", 0)),
  CAP_IGNORED(
      "the rate cap lets everything through",
      Trial.CALM,
      new Nothing(type("limit.cap.Permits"), "earliest", 0),
      new Nothing(type("limit.cap.Permits"), "take", 0));

  private final String what;
  private final Trial trial;
  private final List<Edit> edits;

  Mutant(String what, Trial trial, Edit... edits) {
    this.what = what;
    this.trial = trial;
    this.edits = List.of(edits);
  }

  /** The situation in which a mutant shows. */
  public enum Trial {
    CALM,
    MOODS,
    EXPIRY,
    ZOMBIE,
    FAREWELL,
    KILL_AFTER_INTAKE,
    KILL_DURING_CALL,
    KILL_AFTER_CALL,
    CUT_INTAKE,
    CUT_CLAIM,
    DATABASE_CRASH
  }

  /** What a method that does nothing may answer beside numbers. */
  static final class Nothings {
    static final int EMPTY_SET = Integer.MIN_VALUE;

    private Nothings() {}
  }

  private static String type(String name) {
    return FailPoint.SERVER + name;
  }

  private static Words words(String type, String from, String to) {
    return new Words(type(type), from, to);
  }

  private static Instead instead(String type, String method, String called, String bug) {
    return new Instead(type(type), method, called, bug);
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Mutant of(String label) {
    return Arrays.stream(values())
        .filter(mutant -> mutant.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no mutant '" + label + "'"));
  }

  /** What the bug is, in words. */
  public String what() {
    return what;
  }

  public Trial trial() {
    return trial;
  }

  List<Edit> edits() {
    return edits;
  }
}
