package dev.herald.server.identity.signin;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What somebody may be guessing at. */
sealed interface Guess {

  /**
   * A password, to sign in.
   *
   * @param name of the account, whether there is one or not
   * @param device that is known to the account, or null
   */
  record Password(String name, String address, @Nullable String device) implements Guess {}

  /** The code of a second factor, to sign in. */
  record Code(UUID user, String address, @Nullable String device) implements Guess {}

  /** What a session that is open must show again before it changes how its user signs in. */
  record Again(String session) implements Guess {}
}
