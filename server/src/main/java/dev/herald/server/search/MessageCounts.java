package dev.herald.server.search;

import dev.herald.server.task.MessageState;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Counts messages by state, and says of which states there are more than it counted.
 *
 * <p>What is left to do and what went wrong is counted in indexes of its own, newest first and up
 * to a limit. Of what was sent, which is most, only as many are looked at as a page would.
 */
@Repository
public class MessageCounts {
  static final int MOST_UNFINISHED = 5_000;
  static final int MOST_OF_A_TROUBLE = 2_000;
  private static final Set<MessageState> SENT =
      EnumSet.of(MessageState.SENT, MessageState.DELIVERED, MessageState.RECALLED);
  private static final Set<MessageState> WAITING =
      EnumSet.of(MessageState.PENDING, MessageState.SENDING);
  private static final Set<MessageState> TROUBLES =
      EnumSet.of(
          MessageState.FAILED,
          MessageState.EXPIRED,
          MessageState.CANCELLED,
          MessageState.SUPPRESSED,
          MessageState.UNKNOWN,
          MessageState.UNDELIVERED);
  private static final String UNFINISHED =
      """
      select id, state from task where id >= :least and id < :before limit %d
      """
          .formatted(MOST_UNFINISHED);

  /** Of one state: a literal, since the index is of these states only. */
  private static final String TROUBLE =
      """
      (select message_id as id, state from event
        where state = '%s' and message_id >= :least and message_id < :before
          and not exists (
            select from event later
            where later.message_id = event.message_id and later.sequence > event.sequence)
        order by message_id desc limit %d)
      """;

  private static final String FITTING =
      """
      with looked_at as materialized (%1$s)
      select state, looked_at, coalesce(fitting, 0) as fitting
      from (select state, count(*) as looked_at from looked_at group by state) seen
      left join (
        select x.state, count(*) as fitting from looked_at x %2$s group by x.state) those using (state)
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
   * How many of a state were looked at, and how many of them fit.
   *
   * @param lookedAt newest first
   */
  private record Part(MessageState state, long lookedAt, long fitting) {
    boolean isFull() {
      return lookedAt >= MOST_OF_A_TROUBLE;
    }
  }

  /**
   * Of messages that fit; the filter's own state does not matter.
   *
   * @param sent whether to count also what was sent or delivered
   */
  public Counts count(MessageFilter filter, boolean sent) {
    MessageFilter any = filter.in(Set.of());
    Map<MessageState, Long> counts = new EnumMap<>(MessageState.class);
    Set<MessageState> atLeast = EnumSet.noneOf(MessageState.class);
    boolean all = sent && countSent(any, counts, atLeast);
    if (!all) {
      List<Part> unfinished = parts(UNFINISHED, any);
      boolean more = unfinished.stream().mapToLong(Part::lookedAt).sum() >= MOST_UNFINISHED;
      add(unfinished, WAITING, counts, atLeast, _ -> more);
      add(parts(troubles(), any), TROUBLES, counts, atLeast, Part::isFull);
    }
    boolean capped = !atLeast.isEmpty();
    atLeast.retainAll(counts.keySet());
    return new Counts(counts, capped, atLeast);
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

  private static String troubles() {
    return TROUBLES.stream()
        .map(state -> TROUBLE.formatted(state, MOST_OF_A_TROUBLE))
        .collect(Collectors.joining(" union all "));
  }

  private List<Part> parts(String candidates, MessageFilter filter) {
    MessageConditions conditions = new MessageConditions(filter, search);
    String sql = FITTING.formatted(candidates, conditions.joined("x"));
    return search.lookingUp(
        () -> jdbc.sql(sql).params(conditions.parameters()).query(Part.class).list());
  }

  private static void add(
      List<Part> parts,
      Set<MessageState> states,
      Map<MessageState, Long> counts,
      Set<MessageState> atLeast,
      Predicate<Part> hasMore) {
    parts.stream()
        .filter(part -> states.contains(part.state))
        .forEach(part -> {
          if (part.fitting > 0) {
            counts.put(part.state, part.fitting);
          }
          if (hasMore.test(part)) {
            atLeast.add(part.state);
          }
        });
  }
}
