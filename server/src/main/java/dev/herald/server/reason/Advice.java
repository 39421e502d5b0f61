package dev.herald.server.reason;

import dev.herald.channel.Reason;

/** What can be done about a message that stands as it does. */
public sealed interface Advice extends Reason {

  record SameWouldFail(String channel) implements Advice {}

  record WentOnBy(String channel) implements Advice {}

  record FixTemplate() implements Advice {}

  record FixContent() implements Advice {}

  record FixSource() implements Advice {}

  record GoesOnByItself() implements Advice {}

  record AwaitsReceipt() implements Advice {}

  record AsksProvider() implements Advice {}
}
