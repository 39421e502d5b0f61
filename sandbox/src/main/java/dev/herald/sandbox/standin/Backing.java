package dev.herald.sandbox.standin;

import dev.herald.sandbox.account.Accounts;
import dev.herald.sandbox.account.Tokens;
import dev.herald.sandbox.cap.Cap;
import dev.herald.sandbox.cap.CapPolicy;
import dev.herald.sandbox.cap.Caps;
import dev.herald.sandbox.receipt.Receipts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** What all stand-ins of one sandbox share. */
public record Backing(
    InstantSource clock,
    CapPolicy capPolicy,
    Map<String, Integer> figures,
    Accounts accounts,
    Receipts receipts) {

  /**
   * A figure that no document of the provider gives for certain.
   *
   * @param name {@code dingtalk-robot.bytes}
   */
  public int figure(String name, int usual) {
    return figures.getOrDefault(name, usual);
  }

  public Caps caps(Cap... documented) {
    return new Caps(capPolicy, clock, documented);
  }

  public Repeats repeats(Duration span) {
    return new Repeats(clock, span);
  }

  /**
   * @param provider the connector's name
   * @param prefix what the provider's tokens start with
   * @param renewal from how much life left on a new token is given out
   */
  public Tokens tokens(String provider, String prefix, Duration life, Duration renewal) {
    return new Tokens(accounts, clock, new Tokens.Kind(provider, prefix, life, renewal));
  }
}
