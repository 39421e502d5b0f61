package dev.herald.server.answer;

import dev.herald.server.task.NewMessage;
import dev.herald.server.task.TraceEvent;
import org.jspecify.annotations.Nullable;

/**
 * A step of a message's trace with what an answer says of its message.
 *
 * @param application by code, as are {@code tenant} and {@code node}
 * @param event null: the message was accepted
 */
record TracedStep(
    NewMessage message,
    String application,
    String tenant,
    String node,
    int sequence,
    @Nullable TraceEvent event) {}
