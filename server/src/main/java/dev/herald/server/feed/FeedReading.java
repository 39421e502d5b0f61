package dev.herald.server.feed;

import dev.herald.channel.Reason;
import dev.herald.server.application.Applications;
import dev.herald.server.directory.Tenants;
import dev.herald.server.node.Nodes;
import dev.herald.server.node.Templates;
import dev.herald.server.platform.Ids;
import dev.herald.server.platform.database.Transactions;
import dev.herald.server.reason.TraceReason;
import dev.herald.server.task.CallerMarks;
import dev.herald.server.task.MessageContext;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.store.MessageRows;
import dev.herald.server.template.Renderer;
import dev.herald.server.template.Rendering;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads what leased messages say, rendered from the version that they were accepted with. What
 * can't be said any more fails, since nobody could ever take it.
 */
@Component
class FeedReading {
  private static final String READ =
      "select " + MessageRows.COLUMNS + " from message m where m.id = any (?)";

  private final Transactions transactions;
  private final MessageRows rows;
  private final Templates templates;
  private final Renderer renderer;
  private final Nodes nodes;
  private final Tenants tenants;
  private final Applications applications;
  private final FeedEnds ends;

  FeedReading(
      Transactions transactions,
      MessageRows rows,
      Templates templates,
      Renderer renderer,
      Nodes nodes,
      Tenants tenants,
      Applications applications,
      FeedEnds ends) {
    this.transactions = transactions;
    this.rows = rows;
    this.templates = templates;
    this.renderer = renderer;
    this.nodes = nodes;
    this.tenants = tenants;
    this.applications = applications;
    this.ends = ends;
  }

  /** In the order of the leases. */
  List<FeedMessage> read(List<Lease> leases) {
    if (leases.isEmpty()) {
      return List.of();
    }
    Map<UUID, NewMessage> found = messages(leases);
    List<FeedMessage> messages = new ArrayList<>();
    Map<UUID, Reason> failed = new HashMap<>();
    for (Lease lease : leases) {
      switch (rendering(found.get(lease.messageId()))) {
        case Rendering.Rendered(var content) ->
            messages.add(
                message(
                    lease,
                    Objects.requireNonNull(found.get(lease.messageId())),
                    FeedContent.of(content)));
        case Rendering.Failed(Reason reason) -> failed.put(lease.messageId(), reason);
      }
    }
    if (!failed.isEmpty()) {
      transactions.run(
          "fail what can't be said",
          connection -> {
            ends.fail(connection, failed);
            return failed.size();
          });
    }
    return messages;
  }

  private Map<UUID, NewMessage> messages(List<Lease> leases) {
    return transactions.run(
        "read messages of a feed",
        connection -> {
          Map<UUID, NewMessage> found = new HashMap<>();
          try (PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setArray(1, FeedRows.ids(connection, leases, Lease::messageId));
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                NewMessage message = rows.read(row);
                found.put(message.id(), message);
              }
            }
          }
          return found;
        });
  }

  private Rendering rendering(@Nullable NewMessage message) {
    if (message == null || message.context().doesNotOpen()) {
      return new Rendering.Failed(new TraceReason.DoesNotOpen());
    }
    MessageContext context = message.context();
    return renderer.render(
        templates.version(context.route().templateVersionId()),
        context.data(),
        context.locale(),
        context.zone());
  }

  private FeedMessage message(Lease lease, NewMessage message, FeedContent content) {
    NewMessage.Ownership of = message.ownership();
    CallerMarks marks = message.context().marks();
    return new FeedMessage(
        lease.messageId(),
        lease.token(),
        lease.until(),
        lease.delivery(),
        applications.get(of.applicationId()).code(),
        nodes.get(of.nodeId()).code(),
        tenants.get(of.tenantId()).code(),
        message.context().reference(),
        marks == null ? null : marks.orderingKey(),
        Ids.madeAt(lease.messageId()),
        content);
  }
}
