package dev.herald.sandbox.receipt;

import java.net.URI;
import java.time.Duration;

/**
 * Where a provider reports to.
 *
 * @param url as the provider was told; what it signs is this text
 * @param secret what the provider signs with: Twilio's auth token, WhatsApp's app secret, WeChat's
 *     token, Feishu's encrypt key; empty where it signs nothing
 * @param delay between the message and its report
 * @param copies how often each report is sent; providers promise once at least
 */
public record Callback(URI url, String secret, Duration delay, int copies) {

  public Callback {
    if (copies < 1) {
      throw new IllegalArgumentException("a report is sent once at least");
    }
  }

  /** At once, and once. */
  public static Callback to(URI url, String secret) {
    return new Callback(url, secret, Duration.ZERO, 1);
  }

  public Callback after(Duration other) {
    return new Callback(url, secret, other, copies);
  }

  public Callback copies(int other) {
    return new Callback(url, secret, delay, other);
  }
}
