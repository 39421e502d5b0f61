package dev.herald.channels.definition.answer;

import dev.herald.channel.CallReason.ProviderSaid;
import dev.herald.channel.CallReason.ProviderSaid.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What a provider said, whatever follows from it.
 *
 * @param connector whose definition may have words for the code; null: the text is the words for it
 */
public record Said(@Nullable String connector, @Nullable String code, @Nullable String text) {

  /** Without words and a code of its own, the status says most. */
  public static Said of(
      @Nullable String connector, @Nullable String code, @Nullable String text, int status) {
    return code == null && (text == null || text.isBlank())
        ? new Said(connector, null, "HTTP " + status)
        : new Said(connector, code, text == null || text.isBlank() ? null : text);
  }

  public ProviderSaid as(Kind kind) {
    return new ProviderSaid(kind, connector, code, text);
  }
}
