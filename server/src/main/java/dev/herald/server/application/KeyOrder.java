package dev.herald.server.application;

import dev.herald.server.platform.Durations;
import java.time.Duration;

/** What somebody on this machine wants of the administrator key. */
sealed interface KeyOrder {

  /**
   * @param overlap how long the one before still opens
   */
  record Rotate(Duration overlap) implements KeyOrder {}

  record Revoke() implements KeyOrder {}

  record Show() implements KeyOrder {}

  /**
   * @param text {@code rotate}, {@code rotate 1h}, {@code revoke} or {@code show}
   * @throws IllegalArgumentException when it is none; the message says what would be one
   */
  static KeyOrder parse(String text) {
    String[] words = text.strip().split("\\s+");
    if (words.length == 1 && words[0].equals("revoke")) {
      return new Revoke();
    }
    if (words.length == 1 && words[0].equals("show")) {
      return new Show();
    }
    if (words.length <= 2 && words[0].equals("rotate")) {
      return new Rotate(words.length == 1 ? Duration.ZERO : overlap(words[1]));
    }
    throw new IllegalArgumentException(
        "takes rotate (with --overlap 1h, if need be), revoke, show");
  }

  private static Duration overlap(String text) {
    Duration overlap = Durations.parse(text);
    if (overlap.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("lets two keys open for 30d at most");
    }
    return overlap;
  }

  /** Whoever needs longer forgets the old one. */
  Duration LONGEST = Duration.ofDays(30);
}
