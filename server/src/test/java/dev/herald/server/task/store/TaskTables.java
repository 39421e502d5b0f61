package dev.herald.server.task.store;

import dev.herald.channel.Channel;
import dev.herald.channel.Destination;
import dev.herald.channel.Reason;
import dev.herald.server.TestDatabase;
import dev.herald.server.ownership.OrphanRecovery;
import dev.herald.server.ownership.ProcessLeases;
import dev.herald.server.platform.Ids;
import dev.herald.server.platform.database.Transactions;
import dev.herald.server.platform.vault.TestVault;
import dev.herald.server.platform.vault.Vault;
import dev.herald.server.reason.TraceReason;
import dev.herald.server.search.MessageSearch;
import dev.herald.server.search.Messages;
import dev.herald.server.statistics.StatisticsCounter;
import dev.herald.server.task.MessageContext;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.MessageTask;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.Route;
import dev.herald.server.task.Settlement;
import dev.herald.server.task.Submission;
import dev.herald.server.task.TraceEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** The task module on a fresh database of its own, without the rest of the server. */
public final class TaskTables {
  public static final Reason AT_CAP = new TraceReason.CapReached("a", List.of("1 per hour"), null);
  public static final String LANE = "normal";
  public static final UUID APPLICATION = Ids.next();
  static final UUID NODE = Ids.next();
  static final UUID TENANT = Ids.next();

  final DataSource dataSource = TestDatabase.fresh();
  public final JdbcClient jdbc = JdbcClient.create(dataSource);
  final Vault vault = TestVault.create();
  public final Transactions transactions = new Transactions(dataSource);
  final DedupClaims dedup = new DedupClaims();
  final MessageRows rows = new MessageRows(vault, new ContextSeal(vault, new JsonMapper()));
  public final StatisticsCounter counter = new StatisticsCounter();
  private final IntakeWriter intake =
      new IntakeWriter(transactions, rows, dedup, new JsonMapper(), counter);
  private final SettlementWriter settlements =
      new SettlementWriter(transactions, rows, dedup, new FollowUps(), counter);
  public final TaskStore store =
      new TaskStore(
          intake,
          new TaskClaims(transactions, rows),
          settlements,
          new ArrivalWriter(transactions, intake, rows, settlements, counter, Clock.systemUTC()));
  public final ProcessLeases leases = new ProcessLeases(jdbc);
  public final OrphanRecovery recovery = new OrphanRecovery(jdbc, transactions, leases);
  public final Messages messages =
      new Messages(
          jdbc, rows, new MessageSearch(jdbc, vault, new DataSourceTransactionManager(dataSource)));
  public final TraceAppender trace = new TraceAppender(transactions, dedup, counter);
  final ProviderIds providerIds = new ProviderIds(jdbc);
  final Cancellation cancellation = new Cancellation(trace, Clock.systemUTC());

  public UUID process(String home) {
    UUID incarnation = Ids.next();
    leases.start(incarnation, home, 1, "handler");
    return incarnation;
  }

  public static NewMessage message(String address) {
    return message(address, null, null);
  }

  static NewMessage message(
      String address, @Nullable Instant dueAt, NewMessage.@Nullable Dedup dedup) {
    Route route =
        new Route(Channel.EMAIL, new Destination(Destination.Kind.EMAIL, address), Ids.next());
    return new NewMessage(
        Ids.next(),
        Ids.next(),
        new NewMessage.Ownership(APPLICATION, NODE, TENANT, null),
        LANE,
        "esop",
        dueAt,
        null,
        dedup,
        null,
        new MessageContext(
            route,
            List.of(),
            JsonNodeFactory.instance.objectNode().put("name", "Zhang San"),
            Locale.SIMPLIFIED_CHINESE,
            ZoneId.of("Asia/Shanghai"),
            null,
            null));
  }

  static Submission submission(NewMessage... messages) {
    return new Submission(Ids.next(), APPLICATION, null, List.of(messages));
  }

  static Submission keyed(UUID key, UUID request, NewMessage message) {
    return new Submission(
        Ids.next(), APPLICATION, new Submission.IdempotencyKey(key, request), List.of(message));
  }

  static NewMessage.Dedup dedup(UUID key) {
    return new NewMessage.Dedup(key, Duration.ofMinutes(1));
  }

  public List<MessageTask> saved(int count, @Nullable UUID owner) {
    List<NewMessage> messages =
        IntStream.range(0, count).mapToObj(i -> message("e%d@example.com".formatted(i))).toList();
    store.save(LANE, new Submission(Ids.next(), APPLICATION, null, messages), owner);
    return messages.stream().map(MessageTask::handedOver).toList();
  }

  public static Settlement sent(MessageTask task) {
    return new Settlement.Finished(
        task,
        TraceEvent.decision(Instant.now(), MessageState.SENT, new TraceReason.Sentence("sent")),
        null);
  }

  public static Settlement failed(MessageTask task) {
    return new Settlement.Finished(
        task,
        TraceEvent.decision(Instant.now(), MessageState.FAILED, new TraceReason.Sentence("failed")),
        null);
  }

  public static Settlement postponed(MessageTask task, Instant dueAt) {
    return new Settlement.Postponed(
        task,
        TraceEvent.decision(Instant.now(), MessageState.PENDING, AT_CAP),
        dueAt,
        task.attempt(),
        task.trial(),
        0);
  }

  MessageState state(UUID id) {
    return messages.find(id).orElseThrow().state();
  }

  public int count(String table) {
    return jdbc.sql("select count(*) from " + table).query(Integer.class).single();
  }
}
