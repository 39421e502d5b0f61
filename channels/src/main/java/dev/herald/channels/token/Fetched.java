package dev.herald.channels.token;

import dev.herald.channel.SendResult;
import dev.herald.channel.TokenStore.Token;

/** What came of asking for a token. */
public sealed interface Fetched {

  record Given(Token token) implements Fetched {}

  /**
   * @param result what becomes of the message that needed it: it was certainly not sent
   */
  record Refused(SendResult result) implements Fetched {}
}
