package dev.herald.server.source;

import dev.herald.channel.AmbiguityPolicy;
import dev.herald.channel.Channel;
import dev.herald.channel.Connector;
import dev.herald.channel.ConnectorDescription;
import dev.herald.channel.ConnectorDescription.SourceField;
import dev.herald.channel.Content;
import dev.herald.channel.Destination;
import dev.herald.channel.Exchange;
import dev.herald.channel.Fault;
import dev.herald.channel.Message;
import dev.herald.channel.RateCap;
import dev.herald.channel.RequestPreview;
import dev.herald.channel.SendResult;
import dev.herald.channel.SentMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers what it is told to and remembers what it was given. */
final class FakeConnector implements Connector {
  static final Exchange EXCHANGE = new Exchange("200", "{\"code\":0}", "p-1");

  private final ConnectorDescription description;
  final List<Message> sent = new CopyOnWriteArrayList<>();
  volatile SendResult next = new SendResult.Accepted(EXCHANGE);

  FakeConnector(String name, Channel channel, Destination.Kind destination) {
    description =
        new ConnectorDescription(
            name,
            channel,
            Map.of("en", name),
            destination,
            Set.of(Content.Text.class),
            List.of(
                new SourceField("host", false, false, null, "fake.example", Map.of()),
                new SourceField("sign", false, true, null, null, Map.of("en", "Signature")),
                new SourceField("secret", true, true, "SEC.+", null, Map.of("en", "Secret"))),
            List.of(new RateCap(20, Duration.ofMinutes(1))),
            AmbiguityPolicy.RESEND,
            false);
  }

  @Override
  public ConnectorDescription description() {
    return description;
  }

  @Override
  public RequestPreview preview(Message message) {
    return new RequestPreview.Shown("POST to " + message.source().setting("host"));
  }

  @Override
  public SendResult send(Message message) {
    sent.add(message);
    return next;
  }

  @Override
  public SendResult trace(SentMessage message) {
    return new SendResult.Unknown(Fault.PROVIDER, "can't be asked", Exchange.NONE);
  }
}
