package dev.herald.server.task.store;

import dev.herald.channel.Channel;
import dev.herald.server.platform.database.Columns;
import dev.herald.server.platform.vault.Vault;
import dev.herald.server.task.CallerMarks;
import dev.herald.server.task.NewMessage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Gives messages to a feed that have an ordering key their places in its order, as they are
 * accepted: however they are sent then, none is taken before an earlier one is done with. Others
 * have no row here and cost nothing.
 */
final class FeedOrders {
  private static final Channel FEED = new Channel("feed");
  private static final String INSERT =
      """
      insert into feed_order (message_id, ordering) select * from unnest(?::uuid[], ?::uuid[])
      on conflict do nothing
      """;

  private FeedOrders() {}

  private record Place(UUID messageId, UUID ordering) {}

  static void insert(Connection connection, Vault vault, List<NewMessage> messages)
      throws SQLException {
    List<Place> places = new ArrayList<>();
    for (NewMessage message : messages) {
      CallerMarks marks = message.context().marks();
      if (marks != null && marks.orderingKey() != null && goesToFeed(message)) {
        places.add(new Place(message.id(), ordering(vault, message, marks.orderingKey())));
      }
    }
    if (!places.isEmpty()) {
      try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
        new Columns<>(connection, places)
            .uuid(Place::messageId)
            .uuid(Place::ordering)
            .bind(statement)
            .executeUpdate();
      }
    }
  }

  private static boolean goesToFeed(NewMessage message) {
    return message.context().route().channel().equals(FEED);
  }

  /** What test keys send has an order of its own, and so has each application's. */
  private static UUID ordering(Vault vault, NewMessage message, String key) {
    return vault.blindIndex(
        "feed-order",
        String.join(
            "\n",
            message.context().route().destination().address(),
            message.context().goesToStandIns() ? "test" : "live",
            message.ownership().applicationId().toString(),
            key));
  }
}
