package dev.herald.server.topic;

import dev.herald.server.reason.Language;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What several nodes are about.
 *
 * @param code unique, for example {@code newsletter}
 * @param perDay how often a person may be sent it on a day; null: any number
 */
public record Topic(String code, Name name, @Nullable Integer perDay) {

  /** As people read it; in one language at least. */
  public record Name(@Nullable String en, @Nullable String zh) {}

  /** In that language, or else in the other one. */
  public String in(Language language) {
    String own = language == Language.ZH ? name.zh() : name.en();
    String other = language == Language.ZH ? name.en() : name.zh();
    return own == null ? Objects.requireNonNullElse(other, code) : own;
  }
}
