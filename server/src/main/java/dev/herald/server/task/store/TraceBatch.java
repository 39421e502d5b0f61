package dev.herald.server.task.store;

import dev.herald.server.platform.database.Columns;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.TraceEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Appends to the traces of many messages that have no task, in the transaction of whoever tells of
 * them. An event is left out where the message can't become what it says.
 */
@Component
public class TraceBatch {
  private static final String LAST =
      """
      select asked.id, last.state, last.sequence from unnest(?::uuid[]) as asked (id)
      join lateral (select state, sequence from event where event.message_id = asked.id
                    order by sequence desc limit 1) last on true
      """;

  private final DedupClaims dedup;
  private final StoreListener listener;

  TraceBatch(DedupClaims dedup, StoreListener listener) {
    this.dedup = dedup;
    this.listener = listener;
  }

  /** What happened to a message; a state that it has already is told again. */
  public record Step(UUID messageId, TraceEvent event) {}

  private record Place(MessageState state, int sequence) {
    boolean mayBecome(MessageState next) {
      return state == next || state.mayBecome(next);
    }
  }

  /**
   * The listener learns of each before the commit; a roll-back afterwards leaves the count too
   * high.
   *
   * @param steps of a message at most one
   */
  public void append(Connection connection, List<Step> steps) throws SQLException {
    Map<UUID, Step> left = new HashMap<>();
    steps.forEach(step -> left.put(step.messageId, step));
    while (!left.isEmpty()) {
      Map<UUID, Place> places = places(connection, List.copyOf(left.values()));
      List<EventRows.Placed> placed = placed(left, places);
      Set<UUID> appended = EventRows.appendAll(connection, placed);
      for (EventRows.Placed each : placed) {
        if (appended.contains(each.messageId())) {
          tell(connection, each, places);
        }
      }
      left.keySet().retainAll(placed.stream().map(EventRows.Placed::messageId).toList());
      left.keySet().removeAll(appended);
    }
  }

  private void tell(Connection connection, EventRows.Placed written, Map<UUID, Place> places)
      throws SQLException {
    UUID id = written.messageId();
    if (written.event().state().releasesDedup()) {
      dedup.release(connection, id);
    }
    listener.appended(id, Objects.requireNonNull(places.get(id)).state, written.event());
  }

  private static List<EventRows.Placed> placed(Map<UUID, Step> steps, Map<UUID, Place> places) {
    List<EventRows.Placed> placed = new ArrayList<>();
    steps.forEach((id, step) -> {
      Place place = places.get(id);
      if (place != null && place.mayBecome(step.event.state())) {
        placed.add(new EventRows.Placed(id, place.sequence + 1, step.event));
      }
    });
    return placed;
  }

  private static Map<UUID, Place> places(Connection connection, List<Step> steps)
      throws SQLException {
    Map<UUID, Place> places = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(LAST)) {
      try (ResultSet row =
          new Columns<>(connection, steps).uuid(Step::messageId).bind(statement).executeQuery()) {
        while (row.next()) {
          places.put(
              row.getObject("id", UUID.class),
              new Place(MessageState.valueOf(row.getString("state")), row.getInt("sequence")));
        }
      }
    }
    return places;
  }
}
