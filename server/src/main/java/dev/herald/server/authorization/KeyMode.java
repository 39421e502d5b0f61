package dev.herald.server.authorization;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** Whom the messages of a key reach. */
public enum KeyMode {
  /** Everybody. */
  LIVE,
  /** Nobody: they go to the stand-in providers, whatever the server's mode. */
  TEST,
  /** The addresses on the key's list; messages to others end as SUPPRESSED. */
  GUESTS;

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException when there is no such mode
   */
  @JsonCreator
  static KeyMode of(String word) {
    return Arrays.stream(values())
        .filter(mode -> mode.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no mode '%s'".formatted(word)));
  }
}
