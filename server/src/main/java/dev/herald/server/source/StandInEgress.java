package dev.herald.server.source;

import dev.herald.channel.network.Egress;

/** Where the stand-in providers are that test keys' messages go to. */
public interface StandInEgress {

  /** Starts them if need be. */
  Egress.Sandbox egress();
}
