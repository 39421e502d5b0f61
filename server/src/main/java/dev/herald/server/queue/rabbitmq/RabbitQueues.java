package dev.herald.server.queue.rabbitmq;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ConnectionFactoryConfigurator;
import dev.herald.server.answer.AnswerTopic;
import dev.herald.server.queue.Binding;
import dev.herald.server.queue.ConditionalOnQueue;
import dev.herald.server.queue.QueueKind;
import dev.herald.server.queue.Receiver;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Reads queues of RabbitMQ, acknowledging by hand, and writes answers to others. */
@Component
@ConditionalOnQueue(RabbitQueues.KIND)
class RabbitQueues implements QueueKind {
  static final String KIND = "rabbitmq";

  /**
   * As large as a broker lets a message be by itself; what is larger would break the connection.
   */
  private static final int LARGEST_MESSAGE = 128 << 20;

  private static final Duration LONGEST_CALL = Duration.ofSeconds(10);

  @Override
  public String name() {
    return KIND;
  }

  @Override
  public Listener listen(String queue, Binding binding, Receiver receiver) {
    String from = Binding.required(binding.queue(), "queue");
    QueueReader.Source source =
        new QueueReader.Source(factory(binding), servers(binding), "herald " + queue, from);
    return new Reading(
        Stream.generate(() -> new QueueReader(source, binding.batch(), receiver).start())
            .limit(binding.consumers())
            .toList());
  }

  @Override
  public AnswerTopic answers(Binding binding, String topic) {
    return new RabbitAnswers(factory(binding), servers(binding), "herald answers " + topic, topic);
  }

  private static List<Address> servers(Binding binding) {
    return List.of(Address.parseAddresses(Binding.required(binding.servers(), "servers")));
  }

  private static ConnectionFactory factory(Binding binding) {
    ConnectionFactory factory = new ConnectionFactory();
    ConnectionFactoryConfigurator.load(factory, binding.properties(), "");
    factory.setAutomaticRecoveryEnabled(false);
    factory.setChannelRpcTimeout((int) LONGEST_CALL.toMillis());
    factory.setMaxInboundMessageBodySize(LARGEST_MESSAGE);
    factory.setThreadFactory(Thread.ofVirtual().name("rabbitmq-", 0).factory());
    return factory;
  }

  /** A queue that is read. */
  private record Reading(List<QueueReader> readers) implements Listener {
    @Override
    public void stop() {
      readers.forEach(QueueReader::end);
      readers.forEach(QueueReader::join);
    }

    @Override
    public boolean isConnected() {
      return readers.stream().anyMatch(QueueReader::isReading);
    }

    @Override
    public OptionalLong lag() {
      OptionalLong ready =
          readers.stream()
              .map(QueueReader::ready)
              .filter(OptionalLong::isPresent)
              .findFirst()
              .orElse(OptionalLong.empty());
      long held = readers.stream().mapToLong(QueueReader::held).sum();
      return ready.isPresent() ? OptionalLong.of(ready.getAsLong() + held) : ready;
    }
  }
}
