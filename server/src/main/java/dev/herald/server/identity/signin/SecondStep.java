package dev.herald.server.identity.signin;

import dev.herald.server.authorization.User;
import dev.herald.server.identity.factor.SecondFactors;
import dev.herald.server.identity.user.Users;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.platform.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What stands between a right password and a session for users with a second factor. The token
 * says, sealed, whose password was shown; it opens nothing without a code, at any process, and
 * lapses when the password changes or somebody is signed out everywhere.
 */
@Component
class SecondStep {
  private static final Duration LIFE = Duration.ofMinutes(5);
  private static final byte[] CONTEXT = "second step".getBytes(StandardCharsets.UTF_8);

  private final Vault vault;
  private final Users users;
  private final SecondFactors factors;
  private final SignInThrottle throttle;
  private final Clock clock;

  SecondStep(
      Vault vault, Users users, SecondFactors factors, SignInThrottle throttle, Clock clock) {
    this.vault = vault;
    this.users = users;
    this.factors = factors;
    this.throttle = throttle;
    this.clock = clock;
  }

  /**
   * What is sent on with the code.
   *
   * @param token good for five minutes, and for nothing else
   */
  record AwaitedCode(String token, Instant expiresAt) {
    @Override
    public String toString() {
      return "second step";
    }
  }

  AwaitedCode after(User user) {
    Instant end = clock.instant().plus(LIFE);
    String content = "%s %d %d".formatted(user.id(), user.epoch(), end.toEpochMilli());
    byte[] sealed = vault.seal(content.getBytes(StandardCharsets.UTF_8), CONTEXT);
    return new AwaitedCode(Base64.getUrlEncoder().withoutPadding().encodeToString(sealed), end);
  }

  /**
   * Whose token it is.
   *
   * @throws RequestProblem.Unauthenticated when it is none, or no longer
   */
  User owner(@Nullable String token) {
    return opened(token == null ? "" : token)
        .orElseThrow(
            () -> new RequestProblem.Unauthenticated("This took too long. Sign in again."));
  }

  private Optional<User> opened(String token) {
    try {
      byte[] content = vault.open(Base64.getUrlDecoder().decode(token), CONTEXT);
      String[] parts = new String(content, StandardCharsets.UTF_8).split(" ");
      int epoch = Integer.parseInt(parts[1]);
      return clock.millis() > Long.parseLong(parts[2])
          ? Optional.empty()
          : users
              .find(UUID.fromString(parts[0]), epoch)
              .filter(user -> user.epoch() == epoch && !user.disabled());
    } catch (IllegalArgumentException | IllegalStateException _) {
      return Optional.empty();
    }
  }

  /**
   * @return empty: the code is wrong, or was shown before
   * @throws RequestProblem.TooMany when it must wait
   */
  Optional<SecondFactors.Shown> pass(User user, @Nullable String code, Guess.Code guess) {
    SignInThrottle.Attempt attempt = throttle.begin(guess);
    Optional<SecondFactors.Shown> shown = factors.pass(user, code == null ? "" : code);
    if (shown.isPresent()) {
      throttle.succeeded(attempt);
    } else {
      throttle.failed();
    }
    return shown;
  }
}
