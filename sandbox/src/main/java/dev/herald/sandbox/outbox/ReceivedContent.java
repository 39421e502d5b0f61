package dev.herald.sandbox.outbox;

import org.jspecify.annotations.Nullable;

/** What a person would read. Null where there was none. */
public record ReceivedContent(
    @Nullable String title, @Nullable String text, @Nullable String html) {
  public static final ReceivedContent NONE = new ReceivedContent(null, null, null);
}
