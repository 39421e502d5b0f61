package dev.herald.channels.expression;

import org.jspecify.annotations.Nullable;

/**
 * What an expression reads.
 *
 * @param root a word, for example {@code source}
 * @param member of it; null when the word is read as a whole
 */
public record Read(String root, @Nullable String member) {
  @Override
  public String toString() {
    return member == null ? root : root + "." + member;
  }
}
