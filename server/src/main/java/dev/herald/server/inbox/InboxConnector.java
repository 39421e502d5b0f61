package dev.herald.server.inbox;

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

/** Puts messages into inboxes. A repeat is dropped, so that an ambiguous one is sent again. */
record InboxConnector(InboxPutting putting, boolean test) implements Connector {
  private static final String NAME = "inbox";

  @Override
  public ConnectorDescription description() {
    return OwnConnectors.INBOX;
  }

  @Override
  public SendResult send(Message message) {
    return putting.put(message.id(), message.destination().address(), test)
        ? new SendResult.Accepted(Exchange.NONE.naming(message.id().toString()))
        : new SendResult.Rejected(
            Rejection.CONTENT, new CallReason.MessageNotKept(), Exchange.NONE);
  }

  @Override
  public SendResult trace(SentMessage message) {
    return new SendResult.Unknown(
        Fault.PROVIDER, new CallReason.ConnectorCannotAsk(NAME), Exchange.NONE);
  }

  /** From whoever has it, read or not. */
  @Override
  public SendResult recall(SentMessage message) {
    putting.takeBack(message.id());
    return new SendResult.Accepted(Exchange.NONE);
  }

  @Override
  public RequestPreview preview(Message message) {
    return new RequestPreview.Shown(
        "inbox %s\n%s".formatted(message.destination().masked(), message.content().texts()));
  }
}
