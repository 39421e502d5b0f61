package dev.herald.server.queue.rocketmq;

import java.time.Duration;
import org.apache.rocketmq.client.consumer.DefaultLitePullConsumer;
import org.apache.rocketmq.client.exception.MQBrokerException;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.impl.MQClientAPIImpl;
import org.apache.rocketmq.client.impl.MQClientManager;
import org.apache.rocketmq.remoting.exception.RemotingException;
import org.apache.rocketmq.remoting.protocol.route.BrokerData;

/** How many messages of a topic a group has not acknowledged. */
final class TopicLag {
  private static final Duration LONGEST_CALL = Duration.ofSeconds(3);

  private TopicLag() {}

  /** Over the connections that the consumer has. */
  static long measure(DefaultLitePullConsumer consumer, String topic)
      throws MQClientException, RemotingException, MQBrokerException, InterruptedException {
    MQClientAPIImpl client =
        MQClientManager.getInstance().getOrCreateMQClientInstance(consumer).getMQClientAPIImpl();
    String full = consumer.withNamespace(topic);
    String group = consumer.withNamespace(consumer.getConsumerGroup());
    long longest = LONGEST_CALL.toMillis();
    long lag = 0;
    for (BrokerData broker :
        client.getTopicRouteInfoFromNameServer(full, longest).getBrokerDatas()) {
      lag +=
          client
              .getConsumeStats(broker.selectBrokerAddr(), group, full, longest)
              .computeTotalDiff();
    }
    return lag;
  }
}
