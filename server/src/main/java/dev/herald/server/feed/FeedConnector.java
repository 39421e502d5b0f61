package dev.herald.server.feed;

import dev.herald.channel.AmbiguityPolicy;
import dev.herald.channel.CallReason;
import dev.herald.channel.Channel;
import dev.herald.channel.Connector;
import dev.herald.channel.ConnectorDescription;
import dev.herald.channel.Content;
import dev.herald.channel.Destination;
import dev.herald.channel.Exchange;
import dev.herald.channel.Fault;
import dev.herald.channel.Message;
import dev.herald.channel.Rejection;
import dev.herald.channel.RequestPreview;
import dev.herald.channel.SendResult;
import dev.herald.channel.SentMessage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Puts messages into feeds. A repeat is dropped, so that an ambiguous one is sent again. */
record FeedConnector(FeedPutting putting, boolean test) implements Connector {
  private static final String NAME = "feed";
  private static final Pattern FEED = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
  private static final ConnectorDescription DESCRIPTION =
      new ConnectorDescription(
          NAME,
          new Channel(NAME),
          Map.of("en", "Feed, to be pulled from", "zh", "拉取队列"),
          Destination.Kind.FEED,
          Set.of(
              Content.Payload.class,
              Content.Text.class,
              Content.Markdown.class,
              Content.Link.class,
              Content.Email.class),
          List.of(),
          List.of(),
          AmbiguityPolicy.RESEND,
          false);

  @Override
  public ConnectorDescription description() {
    return DESCRIPTION;
  }

  @Override
  public SendResult send(Message message) {
    String feed = message.destination().address();
    if (!FEED.matcher(feed).matches()) {
      return new SendResult.Rejected(
          Rejection.RECIPIENT, new CallReason.FeedNameInvalid(), Exchange.NONE);
    }
    return putting.put(message.id(), new FeedKey(feed, test))
        ? new SendResult.Accepted(Exchange.NONE)
        : new SendResult.Rejected(
            Rejection.CONTENT, new CallReason.MessageNotKept(), Exchange.NONE);
  }

  @Override
  public SendResult trace(SentMessage message) {
    return new SendResult.Unknown(
        Fault.PROVIDER, new CallReason.ConnectorCannotAsk(NAME), Exchange.NONE);
  }

  @Override
  public RequestPreview preview(Message message) {
    return new RequestPreview.Shown(
        "feed %s\n%s".formatted(message.destination().address(), message.content().texts()));
  }
}
