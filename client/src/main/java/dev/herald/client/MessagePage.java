package dev.herald.client;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list, newest first.
 *
 * @param next the cursor for {@link MessageQuery#after}; null at the end. A page may have few
 *     items, or none, and still a next
 * @param searchedTo how far back it searched when it found fewer than requested; else null
 */
public record MessagePage(
    List<Message> items, @Nullable String next, @Nullable Instant searchedTo) {
  public MessagePage {
    items = List.copyOf(items);
  }

  static MessagePage read(JsonObject json) {
    return new MessagePage(
        json.objects("items", Message::read), json.text("next"), json.time("searchedTo"));
  }
}
