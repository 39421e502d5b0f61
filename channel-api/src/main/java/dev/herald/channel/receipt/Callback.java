package dev.herald.channel.receipt;

import java.util.Map;

/**
 * A provider's call back, as it came.
 *
 * @param url as the provider was told it: what some of them sign
 * @param query by name, decoded
 * @param headers by name in lower case
 */
public record Callback(
    String method,
    String url,
    Map<String, String> query,
    Map<String, String> headers,
    byte[] body) {
  public Callback {
    query = Map.copyOf(query);
    headers = Map.copyOf(headers);
  }

  public boolean isQuestion() {
    return method.equals("GET");
  }

  /** Without what it holds, which is about people. */
  @Override
  public String toString() {
    return "callback of %d bytes".formatted(body.length);
  }
}
