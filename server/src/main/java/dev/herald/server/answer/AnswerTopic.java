package dev.herald.server.answer;

import dev.herald.channel.Reason;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A topic or queue of a broker that events are written to. Each kind of broker has its own. */
public interface AnswerTopic extends AutoCloseable {

  /**
   * One event.
   *
   * @param id of the CloudEvent; equal when it comes again
   * @param key what events of one message have in common, for brokers that keep an order by it
   * @param contentType of the body
   * @param body the CloudEvent in structured mode
   */
  record TopicEvent(UUID id, String key, String contentType, byte[] body) {}

  /**
   * Writes events and waits until the broker has them durably, or says that it does not.
   *
   * @return for each in its place why it was not taken; null: it was
   */
  List<@Nullable Reason> write(List<TopicEvent> events);

  @Override
  void close();
}
