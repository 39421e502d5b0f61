package dev.herald.server.identity.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PasswordsTest {
  private final Passwords passwords = new Passwords();

  @Test
  void aHashIsOfItsPasswordOnly() {
    String hash = passwords.hash("carry the message home");

    assertThat(passwords.matches("carry the message home", hash)).isTrue();
    assertThat(passwords.matches("carry the message", hash)).isFalse();
    assertThat(passwords.matches("carry the message home", null)).isFalse();
  }

  /** Putting combining characters in their order takes the square of how many there are. */
  @Test
  void aPasswordOfAnyLengthIsComparedSoon() {
    String hash = passwords.hash("carry the message home");
    String typed = "e" + "\u0301\u0316".repeat(500_000);

    assertTimeoutPreemptively(
        Duration.ofSeconds(60), () -> assertThat(passwords.matches(typed, hash)).isFalse());
  }

  /** What does not look like a hash is refused without the work, and that would tell the names. */
  @Test
  void whatStandsInForNobodysHashIsAsMuchWorkAsAnyOther() {
    String hash = passwords.hash("carry the message home");

    assertThat(passwords.decoy).hasSameSizeAs(hash);
    assertThat(work(passwords.decoy)).isEqualTo(work(hash));
  }

  /** The kind of Argon2, its version and its parameters. */
  private static String work(String hash) {
    return hash.substring(0, hash.indexOf('$', hash.indexOf("p=")));
  }
}
