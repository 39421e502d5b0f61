package dev.herald.server.message;

import dev.herald.channel.ConnectorDescription.RecallLimit;
import dev.herald.server.search.MessageRecord;
import dev.herald.server.source.ConnectorCatalog;
import dev.herald.server.source.Sources;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.MessageTask;
import dev.herald.server.task.TraceEvent;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether a message's provider could take it back now. */
@Component
class Recallable {
  private final Sources sources;
  private final ConnectorCatalog connectors;

  Recallable(Sources sources, ConnectorCatalog connectors) {
    this.sources = sources;
    this.connectors = connectors;
  }

  /**
   * @return how many messages would be taken back: this one and those of the same call; null: none
   */
  @Nullable Integer takes(MessageRecord found) {
    if (found.state() != MessageState.SENT && found.state() != MessageState.DELIVERED) {
      return null;
    }
    MessageTask task = found.sent();
    Instant sentAt = task.startedAt();
    return task.providerId() == null || sentAt == null
        ? null
        : limit(task)
            .filter(limit -> !limit.isOver(sentAt, Instant.now()))
            .map(_ -> together(found))
            .orElse(null);
  }

  private Optional<RecallLimit> limit(MessageTask task) {
    return Optional.ofNullable(task.lastSource())
        .flatMap(sources::find)
        .flatMap(connectors::serving)
        .map(connector -> connector.description().recall());
  }

  private static int together(MessageRecord found) {
    int messages = 1;
    for (TraceEvent event : found.events()) {
      TraceEvent.Call call = event.call();
      if (event.kind() == TraceEvent.Kind.ATTEMPT && call != null) {
        messages = call.together() == null ? 1 : call.together().messages();
      }
    }
    return messages;
  }
}
