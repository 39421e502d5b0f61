package dev.herald.server.search;

import dev.herald.server.platform.vault.Vault;
import dev.herald.server.task.store.MessageRows;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs through messages by the index that leads to the fewest of them, and looks at so many at
 * most.
 *
 * <p>No filter makes a search slow: of each index that a filter could use it is asked how far back
 * the newest {@value #BUDGET} entries go, which is one walk along the index, and the one that goes
 * back farthest is taken. What lies farther back is for the next search.
 */
@Component
public class MessageSearch implements MessageRun.BlindKeys {
  static final int BUDGET = 5_000;
  private static final String FROM =
      """
      select %s from (%s) c
      cross join lateral (select * from message where message.id = c.id offset 0) m
      left join task t on t.id = c.id
      left join lateral (
        select * from event where event.message_id = c.id and kind <> 'REPLY'
          and reason_code is distinct from 'FEED_LEASED'
        order by sequence desc limit 1) e on true
      %s
      """;

  /**
   * The candidates are few and each is looked up. What the planner expects of filters whose values
   * are so uneven would have it read whole tables instead, or whole indexes: hence the {@code
   * offset 0} too, which keeps a filter from being applied before there are candidates. A plan made
   * without the values, which the driver has kept from the fifth time on, expects few rows between
   * any two ids and sorts half a million.
   */
  private static final String LOOK_UP =
      """
      select set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),
        set_config('enable_seqscan', 'off', true),
        set_config('plan_cache_mode', 'force_custom_plan', true)
      """;

  private final JdbcClient jdbc;
  private final Vault vault;
  private final TransactionTemplate reading;

  public MessageSearch(JdbcClient jdbc, Vault vault, PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.reading = new TransactionTemplate(transactions);
    reading.setReadOnly(true);
  }

  /**
   * Where a search went.
   *
   * @param end the oldest id that was looked at; null when there is nothing before it
   */
  public record Way(MessageRun run, @Nullable UUID end) {}

  public Way way(MessageFilter filter) {
    return lookingUp(() -> farthest(filter));
  }

  /** Queries of few rows by the indexes that lead to them. */
  <R> R lookingUp(Supplier<R> work) {
    return reading.execute(_ -> {
      jdbc.sql(LOOK_UP).query((row, _) -> 0).single();
      return work.get();
    });
  }

  private Way farthest(MessageFilter filter) {
    Map<String, Object> bounds = new MessageConditions(filter, this).parameters();
    Way farthest = null;
    for (MessageRun run : MessageRun.of(filter, this)) {
      Way way = new Way(run, reach(run, bounds).orElse(null));
      if (way.end == null) {
        return way;
      }
      farthest = farthest == null || ORDER.compare(way.end, farthest.end) < 0 ? way : farthest;
    }
    return Objects.requireNonNull(farthest);
  }

  private static final Comparator<UUID> ORDER = Comparator.comparing(UUID::toString);

  private Optional<UUID> reach(MessageRun run, Map<String, Object> bounds) {
    return jdbc.sql(run.reach(BUDGET))
        .params(bounds)
        .param("keys", run.keys())
        .query(UUID.class)
        .optional();
  }

  /**
   * Rows about the messages on a way that fit the filter.
   *
   * @param rest what stands behind the conditions
   */
  public <R> List<R> rows(
      MessageFilter filter, Way way, String columns, String rest, RowMapper<R> mapper) {
    MessageConditions conditions = new MessageConditions(filter, this);
    Map<String, Object> parameters = new HashMap<>(conditions.parameters());
    if (way.end != null) {
      parameters.put("least", way.end);
    }
    String sql = FROM.formatted(columns, way.run.candidates(2 * BUDGET), conditions.where()) + rest;
    return lookingUp(
        () -> jdbc.sql(sql).params(parameters).param("keys", way.run.keys()).query(mapper).list());
  }

  @Override
  public List<UUID> destinations(Set<String> addresses) {
    return addresses.stream().map(each -> vault.blindIndex("destination", each)).toList();
  }

  @Override
  public List<UUID> variables(Set<String> values) {
    return values.stream().map(each -> MessageRows.variableKey(vault, each)).toList();
  }

  @Override
  public List<UUID> references(Set<String> references) {
    return references.stream().map(each -> MessageRows.referenceKey(vault, each)).toList();
  }
}
