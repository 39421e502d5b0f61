package dev.herald.channels.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What came back.
 *
 * @param headers by lower-case name
 * @param body as much as is read, {@link HttpEgress#MAX_ANSWER_BYTES} if nothing else is said
 * @param cut whether the provider said more than that
 */
public record HttpAnswer(int status, Map<String, String> headers, byte[] body, boolean cut) {

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
