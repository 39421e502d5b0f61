package dev.herald.channel.receipt;

import dev.herald.channel.Source;

/** How a provider's calls back are read. Safe for concurrent use; calls nobody. */
public interface Receipts {

  /** By what a callback is known to be the provider's. */
  enum Proof {
    /** It signs each. */
    SIGNATURE,
    /** It signs none: the address that it was told has a secret in it. */
    ADDRESS
  }

  Proof proof();

  /** Whether it tells what people write back. */
  boolean bringsReplies();

  /**
   * Reads one callback. Where the proof is the address, whoever calls this has checked it.
   *
   * @param source that the callback came for
   */
  Heard hear(Source source, Callback callback);
}
