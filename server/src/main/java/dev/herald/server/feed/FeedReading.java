package dev.herald.server.feed;

import dev.herald.channel.Reason;
import dev.herald.server.application.Applications;
import dev.herald.server.directory.Tenants;
import dev.herald.server.node.Nodes;
import dev.herald.server.platform.Ids;
import dev.herald.server.platform.database.Transactions;
import dev.herald.server.reason.TraceReason;
import dev.herald.server.task.CallerMarks;
import dev.herald.server.task.NewMessage;
import dev.herald.server.template.Rendering;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Reads what leased messages say. What can't be said any more fails, since nobody could ever take
 * it.
 */
@Component
class FeedReading {
  private final SentContents contents;
  private final Transactions transactions;
  private final Nodes nodes;
  private final Tenants tenants;
  private final Applications applications;
  private final FeedEnds ends;

  FeedReading(
      SentContents contents,
      Transactions transactions,
      Nodes nodes,
      Tenants tenants,
      Applications applications,
      FeedEnds ends) {
    this.contents = contents;
    this.transactions = transactions;
    this.nodes = nodes;
    this.tenants = tenants;
    this.applications = applications;
    this.ends = ends;
  }

  /** In the order of the leases. */
  List<FeedMessage> read(List<Lease> leases) {
    Map<UUID, SentContents.Sent> sent = contents.of(leases.stream().map(Lease::messageId).toList());
    List<FeedMessage> messages = new ArrayList<>();
    Map<UUID, Reason> failed = new HashMap<>();
    for (Lease lease : leases) {
      SentContents.Sent found = sent.get(lease.messageId());
      if (found == null) {
        failed.put(lease.messageId(), new TraceReason.DoesNotOpen());
        continue;
      }
      switch (found.says()) {
        case Rendering.Rendered(var content) ->
            messages.add(message(lease, found.message(), FeedContent.of(content)));
        case Rendering.Failed(Reason reason) ->
            failed.put(lease.messageId(), new TraceReason.TemplateUnrenderable(reason));
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
