package dev.herald.server.feed;

import dev.herald.channel.CallReason;
import dev.herald.channel.Connector;
import dev.herald.channel.ConnectorDescription;
import dev.herald.channel.Exchange;
import dev.herald.channel.Fault;
import dev.herald.channel.Message;
import dev.herald.channel.Rejection;
import dev.herald.channel.RequestPreview;
import dev.herald.channel.SendResult;
import dev.herald.channel.SentMessage;
import dev.herald.channels.OwnConnectors;
import java.util.regex.Pattern;

/** Puts messages into feeds. A repeat is dropped, so that an ambiguous one is sent again. */
record FeedConnector(FeedPutting putting, boolean test) implements Connector {
  private static final String NAME = "feed";
  private static final Pattern FEED = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  @Override
  public ConnectorDescription description() {
    return OwnConnectors.FEED;
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
