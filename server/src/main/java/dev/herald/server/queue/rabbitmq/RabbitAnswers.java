package dev.herald.server.queue.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Address;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.herald.channel.Reason;
import dev.herald.server.answer.AnswerTopic;
import dev.herald.server.reason.TraceReason;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Writes events to a queue, through the exchange without a name: done once the broker has confirmed
 * that it keeps them. The connection is made when the first is written.
 */
final class RabbitAnswers implements AnswerTopic {
  /** Less than a delivery is lent for. */
  private static final Duration LONGEST_WRITE = Duration.ofSeconds(30);

  private static final int PERSISTENT = 2;

  private final ConnectionFactory factory;
  private final List<Address> servers;
  private final String name;
  private final String queue;
  private @Nullable Connection connection;
  private boolean closed;

  /**
   * @param name of the connection, which the broker shows
   */
  RabbitAnswers(ConnectionFactory factory, List<Address> servers, String name, String queue) {
    this.factory = factory;
    this.servers = servers;
    this.name = name;
    this.queue = queue;
  }

  @Override
  public List<@Nullable Reason> write(List<TopicEvent> events) {
    try (Channel channel = connection().createChannel()) {
      Confirmations confirmations = new Confirmations();
      channel.addConfirmListener(confirmations);
      channel.addReturnListener(confirmations);
      channel.addShutdownListener(confirmations);
      channel.confirmSelect();
      for (TopicEvent event : events) {
        confirmations.expect(channel.getNextPublishSeqNo(), event.id());
        channel.basicPublish("", queue, true, properties(event), event.body());
      }
      return confirmations.await(events, LONGEST_WRITE);
    } catch (IOException | TimeoutException | RuntimeException away) {
      return refused(events, new TraceReason.TopicRefused(away.getClass().getSimpleName()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return refused(events, new TraceReason.ProcessStopping());
    }
  }

  private static List<@Nullable Reason> refused(List<TopicEvent> events, Reason why) {
    return events.stream().<@Nullable Reason>map(_ -> why).toList();
  }

  private static AMQP.BasicProperties properties(TopicEvent event) {
    return new AMQP.BasicProperties.Builder()
        .deliveryMode(PERSISTENT)
        .messageId(event.id().toString())
        .correlationId(event.key())
        .contentType(event.contentType())
        .build();
  }

  private synchronized Connection connection() throws IOException, TimeoutException {
    if (closed) {
      throw new IllegalStateException("this process is stopping");
    }
    Connection open = connection;
    if (open == null || !open.isOpen()) {
      open = factory.newConnection(servers, name);
      connection = open;
    }
    return open;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (connection != null) {
      connection.abort();
    }
  }
}
