package dev.herald.sandbox.rule;

import dev.herald.sandbox.outbox.Envelope;

/**
 * The requests that a {@link Rule} is about. Each part is a pattern in which {@code *} stands for
 * any text; all must fit.
 *
 * @param provider the connector's name, for example {@code tencent-sms}
 * @param channel for example {@code sms}
 * @param account the token, key or user name that the request carries
 * @param destination fits when one of the request's destinations does; {@code *} fits also a
 *     request without any
 */
public record Match(String provider, String channel, String account, String destination) {
  public static final Match ANYTHING = new Match("*", "*", "*", "*");

  boolean fits(Envelope envelope, String sender) {
    return fits(provider, envelope.provider())
        && fits(channel, envelope.channel())
        && fits(account, sender)
        && fitsOne(envelope);
  }

  private boolean fitsOne(Envelope envelope) {
    if (destination.equals("*")) {
      return true;
    }
    for (String each : envelope.destinations()) {
      if (fits(destination, each)) {
        return true;
      }
    }
    return false;
  }

  static boolean fits(String pattern, String text) {
    int star = pattern.indexOf('*');
    if (star < 0) {
      return pattern.equals(text);
    }
    String rest = pattern.substring(star + 1);
    if (!text.startsWith(pattern.substring(0, star))) {
      return false;
    }
    if (rest.indexOf('*') < 0) {
      return text.length() >= star + rest.length() && text.endsWith(rest);
    }
    for (int at = star; at <= text.length(); at++) {
      if (fits(rest, text.substring(at))) {
        return true;
      }
    }
    return false;
  }
}
