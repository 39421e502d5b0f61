package dev.herald.server.identity.signin;

import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.authorization.User;
import dev.herald.server.identity.factor.SecondFactors;
import dev.herald.server.identity.password.Passwords;
import dev.herald.server.platform.problem.RequestProblem;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Asks whoever holds a session for what only its user knows, before that session changes how the
 * user signs in. A stolen session guesses no faster than a stranger does, and each wrong guess is
 * recorded. Must not be called inside a transaction, which would take the count back.
 */
@Component
class PasswordAgain {
  private final SignInGate gate;
  private final Passwords passwords;
  private final SecondFactors factors;
  private final SignInThrottle throttle;
  private final AuditLog audit;

  PasswordAgain(
      SignInGate gate,
      Passwords passwords,
      SecondFactors factors,
      SignInThrottle throttle,
      AuditLog audit) {
    this.gate = gate;
    this.passwords = passwords;
    this.factors = factors;
    this.throttle = throttle;
    this.audit = audit;
  }

  /**
   * @throws RequestProblem.Invalid naming {@code current} when it is not the password
   * @throws RequestProblem.TooMany when it must wait
   */
  void require(User user, String session, @Nullable String current) {
    attempt(session, () -> requirePassword(user, current));
  }

  /**
   * Also a code, which is not looked at before the password is right.
   *
   * @throws RequestProblem.Invalid naming {@code current} or {@code code}
   * @throws RequestProblem.TooMany when it must wait
   */
  void require(User user, String session, @Nullable String current, @Nullable String code) {
    attempt(
        session,
        () -> {
          requirePassword(user, current);
          requireCode(user, code == null ? "" : code);
        });
  }

  private void requireCode(User user, String code) {
    if (factors.pass(user, code).isEmpty()) {
      throw refused(user, "code", "is wrong or was used", "the next code of your authenticator");
    }
  }

  private void requirePassword(User user, @Nullable String current) {
    if (!passwords.matches(current == null ? "" : current, SignIn.hash(user))) {
      throw refused(user, "current", "is not your password", "the password you sign in with now");
    }
  }

  private RequestProblem refused(User user, String field, String reason, String expected) {
    throttle.failed();
    audit.record(Act.of("session.refused", "user", user.name()).with(Map.of("at", "own account")));
    return new RequestProblem.Invalid(field, reason, expected);
  }

  /**
   * A code of a second factor that is being set up.
   *
   * @throws RequestProblem.TooMany when it must wait
   */
  <T> T confirm(String session, Supplier<Optional<T>> work) {
    return attempt(
        session,
        () ->
            work.get()
                .orElseThrow(() ->
                    new RequestProblem.Invalid(
                        "code", "is wrong", "the six digits that your authenticator shows now")));
  }

  private void attempt(String session, Runnable work) {
    attempt(
        session,
        () -> {
          work.run();
          return true;
        });
  }

  private <T> T attempt(String session, Supplier<T> work) {
    return gate.through(() -> {
      SignInThrottle.Attempt attempt = throttle.begin(new Guess.Again(session));
      T done = work.get();
      throttle.succeeded(attempt);
      return done;
    });
  }
}
