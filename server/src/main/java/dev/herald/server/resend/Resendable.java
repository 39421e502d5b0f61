package dev.herald.server.resend;

import dev.herald.server.search.MessageFilter;
import dev.herald.server.search.MessageSearch;
import dev.herald.server.task.MessageState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Which of the messages that fit a filter many resends would take, and why not the others. */
@Repository
public class Resendable {
  private static final String BEFORE =
      """
      exists (select from message o where o.origin_id = m.id and o.id > m.id and o.origin in (%s))
      """;
  private static final String COLUMNS =
      """
      coalesce(t.state, e.state, 'PENDING') as state, %s as resent, %s as continued, m.channel,
      m.tenant_id, count(*) as count
      """
          .formatted(BEFORE.formatted("'RESEND'"), BEFORE.formatted("'FALLBACK', 'ESCALATION'"));
  private static final int WINDOWS = 5;

  private final MessageSearch search;

  Resendable(MessageSearch search) {
    this.search = search;
  }

  /** Why a message is left out of many resends. */
  public enum Omission {
    alreadySent,
    onItsWay,
    resentBefore,
    tookAnotherChannel,
    cancelled,
    suppressed,
    outcomeUnknown,
    /** There is nothing to take back. */
    notSent,
    /** It has no time that could be changed. */
    notWaiting,
    /** It went out inside another message, which can be resent. */
    inDigest
  }

  /** Whose messages go by which channel. */
  public record TenantChannel(UUID tenantId, String channel) {}

  /**
   * @param count by where they go
   * @param capped there may be more
   */
  public record Preview(
      Map<TenantChannel, Long> count, Map<Omission, Long> leftOut, boolean capped) {}

  private record Group(
      MessageState state, boolean resent, boolean continued, TenantChannel stream, long count) {}

  /**
   * @param asked the states that were asked for; what nobody would mean otherwise is taken then
   * @return null: it is to be resent
   */
  public static @Nullable Omission omission(
      MessageState state, boolean resent, boolean continued, Set<MessageState> asked) {
    Omission byState =
        switch (state) {
          case SENT, DELIVERED -> Omission.alreadySent;
          case PENDING, SENDING -> Omission.onItsWay;
          case CANCELLED, RECALLED -> asked.contains(state) ? null : Omission.cancelled;
          case DIGESTED -> Omission.inDigest;
          case SUPPRESSED -> asked.contains(state) ? null : Omission.suppressed;
          case UNKNOWN -> asked.contains(state) ? null : Omission.outcomeUnknown;
          case UNDELIVERED, FAILED, EXPIRED -> null;
        };
    if (byState != null) {
      return byState;
    }
    return resent ? Omission.resentBefore : continued ? Omission.tookAnotherChannel : null;
  }

  /**
   * @return null: it is to be taken back
   */
  static @Nullable Omission ofRecall(MessageState state) {
    return switch (state) {
      case PENDING, SENT, DELIVERED -> null;
      case SENDING -> Omission.onItsWay;
      case CANCELLED, RECALLED -> Omission.cancelled;
      case DIGESTED -> Omission.inDigest;
      case SUPPRESSED -> Omission.suppressed;
      case UNKNOWN -> Omission.outcomeUnknown;
      case UNDELIVERED, FAILED, EXPIRED -> Omission.notSent;
    };
  }

  /**
   * @return null: it waits, and is to be rescheduled or cancelled
   */
  static @Nullable Omission ofWaiting(MessageState state) {
    return switch (state) {
      case PENDING -> null;
      case SENDING -> Omission.onItsWay;
      case SENT,
          DELIVERED,
          UNDELIVERED,
          FAILED,
          EXPIRED,
          CANCELLED,
          RECALLED,
          DIGESTED,
          SUPPRESSED,
          UNKNOWN ->
          Omission.notWaiting;
    };
  }

  private static @Nullable Omission omission(
      ResendJob.Act act, Group group, Set<MessageState> asked) {
    return switch (act) {
      case RESEND -> omission(group.state, group.resent, group.continued, asked);
      case RECALL -> ofRecall(group.state);
      case RESCHEDULE, CANCEL -> ofWaiting(group.state);
    };
  }

  Preview preview(MessageFilter filter, ResendJob.Act act) {
    Map<TenantChannel, Long> count = new HashMap<>();
    Map<Omission, Long> leftOut = new TreeMap<>();
    MessageFilter rest = filter;
    for (int i = 0; i < WINDOWS; i++) {
      MessageSearch.Way way = search.way(rest);
      for (Group group : groups(rest, way)) {
        Omission omission = omission(act, group, filter.states());
        if (omission == null) {
          count.merge(group.stream, group.count, Long::sum);
        } else {
          leftOut.merge(omission, group.count, Long::sum);
        }
      }
      UUID end = way.end();
      if (end == null) {
        return new Preview(count, leftOut, false);
      }
      rest = filter.before(end);
    }
    return new Preview(count, leftOut, true);
  }

  private List<Group> groups(MessageFilter filter, MessageSearch.Way way) {
    return search.rows(
        filter,
        way,
        COLUMNS,
        "group by 1, 2, 3, 4, 5",
        (row, _) ->
            new Group(
                MessageState.valueOf(row.getString("state")),
                row.getBoolean("resent"),
                row.getBoolean("continued"),
                new TenantChannel(row.getObject("tenant_id", UUID.class), row.getString("channel")),
                row.getLong("count")));
  }
}
