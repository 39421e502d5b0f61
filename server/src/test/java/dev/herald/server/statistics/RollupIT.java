package dev.herald.server.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.channel.CallReason;
import dev.herald.channel.CallReason.ProviderSaid.Kind;
import dev.herald.channel.Reason;
import dev.herald.server.platform.Ids;
import dev.herald.server.reason.TraceReason;
import dev.herald.server.statistics.BusinessFigures.By;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.MessageTask;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.Origin;
import dev.herald.server.task.Settlement;
import dev.herald.server.task.TraceEvent;
import dev.herald.server.task.store.TaskTables;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RollupIT {
  private static final UUID SOURCE = Ids.next();
  private static final String OF_ALL_BY_ROWS =
      """
      select grain, start, fact, channel, source_id, state, outcome, reason,
        cast(sum(count) as bigint) as count
      from rollup where grain <> 'DAY' group by 1, 2, 3, 4, 5, 6, 7, 8
      """;
  private static final TraceReason GIVEN_UP =
      new TraceReason.GivenUp(3, new CallReason.ProviderSaid(Kind.FAILED, "refused"));

  private final TaskTables tables = new TaskTables();
  private final StatisticsWriter writer =
      new StatisticsWriter(tables.transactions, new AppendedRows());
  private final Recount recount = new Recount(tables.jdbc);
  private final BusinessFigures figures = new BusinessFigures(tables.jdbc);
  private final UUID me = tables.process("here");

  @Test
  void countsStandByWhoseTheyAreInMinutesHoursAndDays() {
    List<MessageTask> tasks = tables.saved(3, me);
    settle(sent(tasks.get(0)), failed(tasks.get(1)), retried(tasks.get(2)));
    tables.trace.append(tasks.get(0).id(), receipt(MessageState.DELIVERED));
    write();

    for (Grain grain : Grain.values()) {
      assertThat(figuresBy(By.APPLICATION, grain))
          .containsExactly(
              new BusinessFigures.Row(
                  TaskTables.APPLICATION.toString(),
                  new BusinessFigures.Figures(3, 1, 1, 0, 1, 0, 0, 0, 3, 0)));
    }
    assertThat(figuresBy(By.REASON, Grain.HOUR))
        .filteredOn(row -> row.figures().failed() > 0)
        .extracting(BusinessFigures.Row::key)
        .as("what is behind the giving up")
        .containsExactly(CallReason.ProviderSaid.code(Kind.FAILED));
    assertThat(figuresBy(By.SOURCE, Grain.MINUTE))
        .filteredOn(row -> row.key().equals(SOURCE.toString()))
        .extracting(row -> row.figures().delivered())
        .as("a receipt is its source's")
        .containsExactly(1L);
  }

  @Test
  void whatGoesOnByTheNextChannelIsNoFailureAndNoMessageMore() {
    List<MessageTask> tasks = tables.saved(1, me);
    settle(fellBack(tasks.getFirst()));
    write();

    assertThat(figuresBy(By.CHANNEL, Grain.HOUR).getFirst().figures())
        .isEqualTo(new BusinessFigures.Figures(1, 0, 0, 0, 0, 0, 0, 1, 1, 0));
  }

  @Test
  void askingAgainMakesNothingMoreUnknown() {
    MessageTask task = tables.saved(1, me).getFirst();
    settle(unknown(task));
    write();
    MessageTask again = tables.store.claimUnknown(TaskTables.LANE, 1, me).getFirst();
    settle(askedAgain(again));
    write();

    assertThat(figuresBy(By.CHANNEL, Grain.DAY).getFirst().figures().unknown()).isEqualTo(1);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 7, 42, 20_261_201})
  void countingAnewComesToWhatWasCounted(long seed) {
    Random random = new Random(seed);
    for (MessageTask task : tables.saved(60, me)) {
      settle(any(random, task));
      if (random.nextBoolean()) {
        tables.trace.append(
            task.id(),
            receipt(random.nextBoolean() ? MessageState.DELIVERED : MessageState.UNDELIVERED));
      }
    }
    Counted counted = tables.counter.take();
    writer.add(counted);
    List<String> before = rows();
    List<String> ofAllBefore = ofAll();
    assertThat(ofAllBefore).as("seed %d", seed).isEqualTo(ofAllByRows());
    // As a process leaves it that was killed before it wrote a part of what it had counted.
    tables
        .jdbc
        .sql("update rollup set count = count - 1 where fact = 'ENDED' and count > 1")
        .update();
    tables.jdbc.sql("delete from rollup where fact = 'CALLED' and outcome = 'RETRYABLE'").update();
    tables.jdbc.sql("truncate rollup_of_all").update();
    tables.jdbc.sql("insert into rollup_of_all " + OF_ALL_BY_ROWS).update();

    counted.counts().keySet().stream().map(RollupKey::minute).distinct().forEach(recount::minute);

    assertThat(rows()).as("seed %d", seed).isEqualTo(before);
    counted.counts().keySet().stream().map(RollupKey::minute).distinct().forEach(recount::minute);
    assertThat(rows()).as("counted twice, seed %d", seed).isEqualTo(before);
    assertThat(ofAll()).as("of all, seed %d", seed).isEqualTo(ofAllBefore);
  }

  @Test
  void theMinutesAroundTheEndOfAProcessAreCountedAnew() {
    settle(tables.saved(2, me).stream().map(RollupIT::sent).toArray(Settlement[]::new));
    tables.counter.take(); // what a process had in memory as it was killed
    Instant now = Instant.now();
    recount.afterEnds();
    assertThat(rows()).as("it lives").isEmpty();
    tables
        .jdbc
        .sql(
            """
            update process set beat_at = now() - interval '3 minutes',
              ended_at = now() - interval '160 seconds'
            """)
        .update();
    tables.jdbc.sql("update event set at = at - interval '170 seconds'").update();

    recount.afterEnds();

    assertThat(
            figures
                .by(
                    By.CHANNEL,
                    Grain.MINUTE,
                    stretch(now.minus(5, ChronoUnit.MINUTES)),
                    BusinessFigures.Within.ALL)
                .getFirst()
                .figures()
                .sent())
        .isEqualTo(2);
    assertThat(tables.jdbc.sql("select recounted from process").query(Boolean.class).single())
        .isTrue();
  }

  private List<BusinessFigures.Row> figuresBy(By by, Grain grain) {
    return figures.by(
        by, grain, stretch(Instant.now().minus(2, ChronoUnit.DAYS)), BusinessFigures.Within.ALL);
  }

  private static BusinessFigures.Stretch stretch(Instant from) {
    return new BusinessFigures.Stretch(from, Instant.now().plus(1, ChronoUnit.DAYS));
  }

  private void write() {
    writer.add(tables.counter.take());
  }

  private void settle(Settlement... settlements) {
    for (Settlement settlement : settlements) {
      assertThat(tables.store.settle(settlement, me).join()).isTrue();
    }
  }

  private List<String> ofAll() {
    return figures("rollup_of_all");
  }

  private List<String> ofAllByRows() {
    return figures("(" + OF_ALL_BY_ROWS + ")");
  }

  private List<String> figures(String from) {
    return tables
        .jdbc
        .sql("select cast(r as text) from %s r where count <> 0 order by 1".formatted(from))
        .query(String.class)
        .list();
  }

  private List<String> rows() {
    return figures("rollup");
  }

  private static Settlement any(Random random, MessageTask task) {
    return switch (random.nextInt(6)) {
      case 0 -> sent(task);
      case 1 -> failed(task);
      case 2 -> retried(task);
      case 3 -> fellBack(task);
      case 4 -> unknown(task);
      default -> TaskTables.failed(task);
    };
  }

  private static Settlement sent(MessageTask task) {
    return new Settlement.Finished(
        task, event(MessageState.SENT, new TraceReason.TakenByProvider(), call("ACCEPTED")), null);
  }

  private static Settlement failed(MessageTask task) {
    return new Settlement.Finished(
        task, event(MessageState.FAILED, GIVEN_UP, call("RETRYABLE")), null);
  }

  private static Settlement fellBack(MessageTask task) {
    NewMessage message = TaskTables.message("next@example.com");
    NewMessage next =
        new NewMessage(
            message.id(),
            task.message().requestId(),
            message.ownership(),
            message.lane(),
            "esop",
            null,
            null,
            null,
            new Origin(Origin.Kind.FALLBACK, task.id()),
            message.context());
    return new Settlement.Finished(
        task,
        event(
            MessageState.FAILED,
            new TraceReason.GoesOnBy(GIVEN_UP, "sms"),
            call("REJECTED_RECIPIENT")),
        next);
  }

  private static Settlement retried(MessageTask task) {
    return postponed(
        task,
        event(
            MessageState.PENDING,
            new CallReason.ProviderSaid(Kind.THROTTLED, "x"),
            call("RETRYABLE")));
  }

  private static Settlement unknown(MessageTask task) {
    return postponed(
        task,
        event(
            MessageState.UNKNOWN,
            new TraceReason.HeldAsUnknown(new CallReason.ProviderSaid(Kind.THROTTLED, "x")),
            call("UNKNOWN")));
  }

  private static Settlement askedAgain(MessageTask task) {
    return postponed(
        task,
        TraceEvent.decision(Instant.now(), MessageState.UNKNOWN, new TraceReason.CannotBeAsked()));
  }

  private static Settlement postponed(MessageTask task, TraceEvent event) {
    return new Settlement.Postponed(
        task, event, Instant.now(), task.attempt(), task.trial(), task.queries());
  }

  private static TraceEvent receipt(MessageState state) {
    return new TraceEvent(
        Instant.now(),
        TraceEvent.Kind.RECEIPT,
        state,
        new TraceReason.Sentence("told"),
        null,
        null,
        null,
        null);
  }

  private static TraceEvent event(
      MessageState state, Reason reason, TraceEvent.@Nullable Call call) {
    return new TraceEvent(
        Instant.now(), TraceEvent.Kind.ATTEMPT, state, reason, call, null, null, null);
  }

  private static TraceEvent.Call call(String outcome) {
    return new TraceEvent.Call(1, SOURCE, outcome, null, 5, null, null, null);
  }
}
