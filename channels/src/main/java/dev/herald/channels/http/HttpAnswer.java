package dev.herald.channels.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What came back.
 *
 * @param headers by lower-case name
 * @param body at most {@link HttpEgress#MAX_ANSWER_BYTES}
 * @param cut whether the provider said more than that
 */
public record HttpAnswer(int status, Map<String, String> headers, byte[] body, boolean cut) {

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
