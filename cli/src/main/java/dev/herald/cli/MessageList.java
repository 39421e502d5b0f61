package dev.herald.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * All messages that fit a query, newest first, read page by page.
 *
 * @param query of {@code GET /v1/messages}, encoded
 */
record MessageList(Server server, String query) implements Iterable<JsonNode> {

  @Override
  public Iterator<JsonNode> iterator() {
    return Stream.iterate(page(""), page -> !page.isMissingNode(), this::after)
        .flatMap(page -> page.path("items").valueStream())
        .iterator();
  }

  private JsonNode after(JsonNode page) {
    String next = page.path("next").asString("");
    return next.isEmpty() ? page.path("none") : page(next);
  }

  private JsonNode page(String cursor) {
    String at =
        cursor.isEmpty() ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
    return server.get("/v1/messages?limit=1000&" + query + at);
  }
}
