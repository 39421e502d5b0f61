package dev.herald.client;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A step of a message's way, as a subscription hears it.
 *
 * <pre>{@code
 * Webhook webhook = verifier.verify(request::getHeader, body);
 * MessageEvent.read(webhook.body()).ifPresent(event -> orders.mark(event.reference(), event.state()));
 * }</pre>
 *
 * @param id the same when it comes again
 * @param type {@code dev.herald.message.sent}, say
 * @param request of the submission that the message was part of
 * @param reference the caller's own; null: it gave none
 * @param state the message's after the step
 * @param sequence of the step: events come in any order
 * @param reason its code; null: the message was accepted
 */
public record MessageEvent(
    String id,
    String type,
    UUID message,
    UUID request,
    String application,
    String tenant,
    String node,
    String channel,
    @Nullable String reference,
    MessageState state,
    int sequence,
    Instant at,
    @Nullable String reason) {
  private static final String PREFIX = "dev.herald.message.";

  /**
   * @param body the CloudEvent, of a webhook or of a record of a topic
   * @return empty: it is about something else than one message
   * @throws IllegalArgumentException when it is no event of Herald
   */
  public static Optional<MessageEvent> read(String body) {
    JsonObject event = JsonObject.read(body);
    String type = event.required("type");
    return type.startsWith(PREFIX)
        ? Optional.ofNullable(event.object("data", data -> of(event.required("id"), type, data)))
        : Optional.empty();
  }

  private static MessageEvent of(String id, String type, JsonObject data) {
    return new MessageEvent(
        id,
        type,
        data.id("message"),
        data.id("request"),
        data.required("application"),
        data.required("tenant"),
        data.required("node"),
        data.required("channel"),
        data.text("reference"),
        data.state("state"),
        (int) data.number("sequence"),
        data.requiredTime("at"),
        data.object("reason", reason -> reason.text("code")));
  }
}
