package dev.herald.server.task;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Counts messages by state, and says of which states there are more than it counted.
 *
 * <p>What is left to do and what went wrong is counted in indexes of its own, into the hundred
 * thousands. Of what was sent, which is most, only as many are looked at as a page would.
 */
@Repository
public class MessageCounts {
  private static final int MOST = 200_000;
  private static final Set<MessageState> SENT =
      EnumSet.of(MessageState.SENT, MessageState.DELIVERED);
  private static final String UNFINISHED =
      """
      select x.state, count(*) as count from (
        select id, state from task where id >= :least and id < :before limit %d) x
      %s
      where x.state in ('PENDING', 'SENDING')
      group by x.state
      """;
  private static final String TROUBLE =
      """
      select x.state, count(*) as count from (
        select message_id as id, sequence, state from event
        where message_id >= :least and message_id < :before
          and state in ('FAILED', 'EXPIRED', 'CANCELLED', 'SUPPRESSED', 'UNKNOWN', 'UNDELIVERED')
        limit %d) x
      %s
      where not exists (
        select from event later where later.message_id = x.id and later.sequence > x.sequence)
      group by x.state
      """;

  private final MessageSearch search;
  private final JdbcClient jdbc;

  MessageCounts(MessageSearch search, JdbcClient jdbc) {
    this.search = search;
    this.jdbc = jdbc;
  }

  /**
   * @param byState those that there are
   * @param capped whether there are more than counted
   * @param atLeast of which states
   */
  public record Counts(
      Map<MessageState, Long> byState, boolean capped, Set<MessageState> atLeast) {}

  /**
   * Of messages that fit; the filter's own state does not matter.
   *
   * @param sent whether to count also what was sent or delivered
   */
  public Counts count(MessageFilter filter, boolean sent) {
    MessageFilter any = filter.in(null);
    Map<MessageState, Long> counts = new EnumMap<>(MessageState.class);
    Set<MessageState> atLeast = EnumSet.noneOf(MessageState.class);
    boolean all = sent && countSent(any, counts, atLeast);
    if (!all) {
      countApart(UNFINISHED, any, counts, atLeast);
      countApart(TROUBLE, any, counts, atLeast);
    }
    atLeast.retainAll(counts.keySet());
    return new Counts(counts, !atLeast.isEmpty(), atLeast);
  }

  /**
   * @return whether these were all messages that fit, and all states are counted
   */
  private boolean countSent(
      MessageFilter filter, Map<MessageState, Long> counts, Set<MessageState> atLeast) {
    MessageSearch.Way way = search.way(filter);
    search
        .rows(
            filter,
            way,
            "coalesce(t.state, e.state, 'PENDING') as state, count(*) as count",
            "group by 1",
            (row, _) -> Map.entry(row.getString("state"), row.getLong("count")))
        .forEach(row -> counts.put(MessageState.valueOf(row.getKey()), row.getValue()));
    if (way.end() == null) {
      return true;
    }
    counts.keySet().retainAll(SENT);
    atLeast.addAll(SENT);
    return false;
  }

  private void countApart(
      String sql, MessageFilter filter, Map<MessageState, Long> counts, Set<MessageState> atLeast) {
    MessageConditions conditions = new MessageConditions(filter, search);
    Map<MessageState, Long> apart = new EnumMap<>(MessageState.class);
    search
        .lookingUp(() ->
            jdbc.sql(sql.formatted(MOST, conditions.joined("x")))
                .params(conditions.parameters())
                .query((row, _) -> Map.entry(row.getString("state"), row.getLong("count")))
                .list())
        .forEach(row -> apart.put(MessageState.valueOf(row.getKey()), row.getValue()));
    counts.putAll(apart);
    if (apart.values().stream().mapToLong(Long::longValue).sum() >= MOST / 2) {
      atLeast.addAll(apart.keySet());
    }
  }
}
