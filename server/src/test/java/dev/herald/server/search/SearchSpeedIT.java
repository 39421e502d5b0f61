package dev.herald.server.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.server.TestDatabase;
import dev.herald.server.platform.vault.TestVault;
import dev.herald.server.task.MessageState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * What a search reads, of two hundred thousand messages. How long it takes is measured by {@code
 * -Dherald.search.messages=10000000}, on a machine that does nothing else.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchSpeedIT {
  private static final String FLAG = "herald.search.messages";
  private static final long MESSAGES = Long.getLong(FLAG, 200_000);
  private static final int TIMES = 40;

  /** Two rows of each candidate, and as many candidates again are looked for at most. */
  private static final long MOST_ROWS = 4L * MessageSearch.BUDGET;

  /** What a page reads, and three rows of whatever went wrong. */
  private static final long MOST_COUNTED =
      MOST_ROWS + 3L * (MessageCounts.MOST_UNFINISHED + 2L * MessageCounts.MOST_OF_A_TROUBLE);

  private final TestDatabase database = TestDatabase.create();
  private final DataSource connection =
      new SingleConnectionDataSource(database.url(), database.user(), database.password(), true);
  private final JdbcClient jdbc = JdbcClient.create(connection);
  private final MessageSearch search =
      new MessageSearch(jdbc, TestVault.create(), new DataSourceTransactionManager(connection));
  private final Messages messages = new Messages(jdbc, ManyMessages.rows(), search);
  private final MessageCounts counts = new MessageCounts(search, jdbc);
  private final Random random = new Random(17);

  @BeforeAll
  void thereAreManyMessages() {
    ManyMessages.make(jdbc, MESSAGES);
  }

  private MessageFilter filter(
      Set<UUID> nodes,
      Set<UUID> tenants,
      @Nullable String channel,
      @Nullable MessageState state,
      MessageFilter.Span span) {
    return new MessageFilter(
        new MessageFilter.Whose(Set.of(), nodes, tenants),
        MessageFilter.Sought.NOTHING,
        channel,
        null,
        state == null ? Set.of() : Set.of(state),
        span);
  }

  private Set<UUID> node() {
    return Set.of(ManyMessages.id(jdbc, "node" + random.nextInt(ManyMessages.NODES)));
  }

  private Set<UUID> application() {
    int one = random.nextInt(20);
    Set<UUID> nodes = new HashSet<>();
    for (int node = one; node < ManyMessages.NODES; node += 20) {
      nodes.add(ManyMessages.id(jdbc, "node" + node));
    }
    return nodes;
  }

  private Set<UUID> tenant() {
    return Set.of(ManyMessages.id(jdbc, "tenant" + random.nextInt(ManyMessages.TENANTS)));
  }

  private MessageFilter sought(MessageFilter.Sought sought) {
    return filter(Set.of(), Set.of(), null, null, MessageFilter.Span.EVER).seeking(sought);
  }

  private static MessageFilter.Span lastMonths(int from, int to) {
    Instant now = Instant.now();
    return new MessageFilter.Span(
        now.minus(Duration.ofDays(30L * from)), now.minus(Duration.ofDays(30L * to)), null);
  }

  private Map<String, Supplier<MessageFilter>> filters() {
    MessageFilter.Span ever = MessageFilter.Span.EVER;
    Map<String, Supplier<MessageFilter>> filters = new TreeMap<>();
    filters.put("everything", () -> filter(Set.of(), Set.of(), null, null, ever));
    filters.put("application", () -> filter(application(), Set.of(), null, null, ever));
    filters.put("node", () -> filter(node(), Set.of(), null, null, ever));
    filters.put("tenant", () -> filter(Set.of(), tenant(), null, null, ever));
    filters.put("node of tenant", () -> filter(node(), tenant(), null, null, ever));
    filters.put("application of tenant", () -> filter(application(), tenant(), null, null, ever));
    filters.put("channel", () -> filter(Set.of(), Set.of(), "sms", null, ever));
    filters.put("rare channel", () -> filter(Set.of(), Set.of(), "fax", null, ever));
    filters.put("failed", () -> filter(Set.of(), Set.of(), null, MessageState.FAILED, ever));
    filters.put(
        "failed of application",
        () -> filter(application(), Set.of(), null, MessageState.FAILED, ever));
    filters.put(
        "failed of tenant", () -> filter(Set.of(), tenant(), null, MessageState.FAILED, ever));
    filters.put(
        "expired, of which there is none",
        () -> filter(Set.of(), Set.of(), null, MessageState.EXPIRED, ever));
    filters.put(
        "delivered, of which there is none",
        () -> filter(node(), Set.of(), null, MessageState.DELIVERED, ever));
    filters.put("sent of node", () -> filter(node(), Set.of(), null, MessageState.SENT, ever));
    filters.put("half a year ago", () -> filter(Set.of(), Set.of(), null, null, lastMonths(6, 5)));
    filters.put(
        "channel of application half a year ago",
        () -> filter(application(), Set.of(), "email", null, lastMonths(6, 5)));
    return filters;
  }

  private MessageFilter filter(String name) {
    return Objects.requireNonNull(filters().get(name)).get();
  }

  private List<Long> took(Runnable work) {
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < TIMES; i++) {
      long begun = System.nanoTime();
      work.run();
      times.add((System.nanoTime() - begun) / 1_000_000);
    }
    times.sort(Long::compare);
    return times;
  }

  private static void report(String what, List<Long> times) {
    long p95 = times.get(TIMES * 95 / 100);
    System.out.printf(
        "%-42s p50 %4d ms  p95 %4d ms  most %4d ms%n",
        what, times.get(TIMES / 2), p95, times.getLast());
  }

  @Test
  @EnabledIfSystemProperty(named = FLAG, matches = "\\d+")
  void howLongTheFirstPageTakesWhateverTheFilter() {
    System.out.printf("of %,d messages:%n", MESSAGES);
    filters().forEach((name, filter) -> report(name, took(() -> messages.list(filter.get(), 101))));
    report(
        "destination",
        took(() -> {
          UUID key =
              ManyMessages.id(
                  jdbc, "destination" + random.nextInt((int) Math.min(MESSAGES, 1_000_000)));
          jdbc.sql("select count(*) from message where destination_key = ?")
              .param(key)
              .query(Long.class)
              .single();
        }));
    report(
        "recipient",
        took(() -> {
          UUID id = ManyMessages.id(jdbc, "recipient" + 3 * random.nextInt(60_000));
          messages.list(sought(new MessageFilter.Sought(Set.of(id), Set.of(), Set.of())), 101);
        }));
    report(
        "a destination that nothing was sent to",
        took(() -> {
          Set<String> none = Set.of("nobody%d@example.com".formatted(random.nextInt()));
          messages.list(sought(new MessageFilter.Sought(Set.of(), none, Set.of())), 101);
        }));
    UUID some =
        jdbc.sql("select id from message where node_id = ? limit 1")
            .param(node().iterator().next())
            .query(UUID.class)
            .single();
    report("id", took(() -> assertThat(messages.find(some)).isPresent()));
  }

  @Test
  @EnabledIfSystemProperty(named = FLAG, matches = "\\d+")
  void howLongCountsTake() {
    filters()
        .forEach((name, filter) ->
            report("counts of " + name, took(() -> counts.count(filter.get(), true))));
  }

  Stream<String> names() {
    return filters().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void aPageReadsFewRowsHoweverManyThereAre(String name) {
    MessageFilter filter = filter(name);

    assertFew(reads(() -> messages.list(filter, 101)), MOST_ROWS);
  }

  @ParameterizedTest
  @MethodSource("names")
  void aCountReadsFewRowsHoweverManyThereAre(String name) {
    MessageFilter filter = filter(name);

    assertFew(reads(() -> counts.count(filter, true)), MOST_COUNTED);
  }

  @Test
  void whatIsReadIsSeen() {
    MessageFilter everything = filter("everything");

    assertThat(reads(() -> messages.list(everything, 101)).byIndex).isGreaterThanOrEqualTo(101);
    assertThat(
            reads(() -> jdbc.sql("select max(reason) from event").query().listOfRows()).inSequence)
        .isGreaterThanOrEqualTo(MESSAGES);
  }

  private static void assertFew(Reads reads, long most) {
    assertThat(reads.inSequence).isZero();
    assertThat(reads.byIndex).isLessThanOrEqualTo(most);
  }

  /**
   * Rows of messages and their events.
   *
   * @param inSequence by going through a table
   */
  private record Reads(long inSequence, long byIndex) {}

  private Reads reads(Runnable search) {
    Reads before = readsSoFar();
    search.run();
    Reads after = readsSoFar();
    return new Reads(after.inSequence - before.inSequence, after.byIndex - before.byIndex);
  }

  private Reads readsSoFar() {
    jdbc.sql("select pg_stat_force_next_flush()").query((row, _) -> 0).single();
    jdbc.sql("select 1").query(Integer.class).single();
    return jdbc.sql(
            """
            select coalesce(sum(seq_tup_read), 0) as in_sequence,
              coalesce(sum(idx_tup_fetch), 0) as by_index
            from pg_stat_user_tables where relname ~ '^(message|event)_'
            """)
        .query(Reads.class)
        .single();
  }

  @Test
  void aSearchThatStopsEarlyGoesOnWhereItStopped() {
    MessageFilter rare = filter(Set.of(), Set.of(), "fax", null, MessageFilter.Span.EVER);
    Set<UUID> found = new HashSet<>();
    UUID end = null;
    do {
      Messages.Found page = messages.list(end == null ? rare : rare.before(end), 3);
      page.messages().forEach(message -> found.add(message.message().id()));
      end = page.end(3);
    } while (end != null);

    assertThat(found).hasSize((int) Math.ceilDiv(MESSAGES - 7, 20_000));
  }
}
