package dev.herald.server.feed;

import dev.herald.server.node.Templates;
import dev.herald.server.platform.database.Transactions;
import dev.herald.server.reason.TraceReason;
import dev.herald.server.task.MessageContext;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.store.MessageRows;
import dev.herald.server.template.Renderer;
import dev.herald.server.template.Rendering;
import dev.herald.server.template.language.PersonLinks;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * What messages say that wait in Herald itself, rendered from the versions that they were accepted
 * with: nothing of it is kept twice.
 */
@Component
public class SentContents {
  private static final String READ =
      "select " + MessageRows.COLUMNS + " from message m where m.id = any (?)";

  private final Transactions transactions;
  private final MessageRows rows;
  private final Templates templates;
  private final Renderer renderer;

  SentContents(
      Transactions transactions, MessageRows rows, Templates templates, Renderer renderer) {
    this.transactions = transactions;
    this.rows = rows;
    this.templates = templates;
    this.renderer = renderer;
  }

  /** A message and what it says. */
  public record Sent(NewMessage message, Rendering says) {
    @Override
    public String toString() {
      return "sent message " + message.id();
    }
  }

  /** Those of the messages that are still kept, by their ids. */
  public Map<UUID, Sent> of(List<UUID> ids) {
    return ids.isEmpty()
        ? Map.of()
        : transactions.run("read sent messages", connection -> read(connection, ids));
  }

  private Map<UUID, Sent> read(Connection connection, List<UUID> ids) throws SQLException {
    Map<UUID, Sent> sent = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(READ)) {
      statement.setArray(1, FeedRows.ids(connection, ids, id -> id));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          NewMessage message = rows.read(row);
          sent.put(message.id(), new Sent(message, says(message.context())));
        }
      }
    }
    return sent;
  }

  private Rendering says(MessageContext context) {
    return context.doesNotOpen()
        ? new Rendering.Failed(new TraceReason.DoesNotOpen())
        : renderer.render(
            templates.version(context.route().templateVersionId()),
            context.data(),
            context.locale(),
            context.zone(),
            () -> PersonLinks.NONE);
  }
}
