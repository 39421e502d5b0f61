package dev.herald.server.source;

import dev.herald.channel.Connector;

/** A connector whose destinations are in Herald itself: a feed, an inbox. */
public interface OwnConnector {

  Connector live();

  /** The one that takes what test keys send, which is kept apart. */
  Connector ofTests();
}
