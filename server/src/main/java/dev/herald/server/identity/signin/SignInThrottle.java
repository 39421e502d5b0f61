package dev.herald.server.identity.signin;

import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.platform.vault.Vault;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Slows guessing down, for the whole cluster.
 *
 * <p>An attempt is counted before what was shown is looked at, so that many at once gain nothing,
 * and a right one takes its count back. Past the free ones each attempt must wait twice as long as
 * the one before, up to a quarter of an hour; an hour of quiet forgets them.
 *
 * <p>Strangers are counted by address, and by what they guess at; an address that must wait does
 * not count against accounts. A browser in which the user has signed in before has a count of its
 * own and no other: neither who guesses at the account from elsewhere nor who guesses at other
 * accounts behind the same address can keep its owner out.
 */
@Component
class SignInThrottle {
  private static final int FREE_BY_ACCOUNT = 10;
  private static final int FREE_BY_ADDRESS = 30;
  private static final int FREE_CODES = 5;

  /** How long a key must still wait; its parameters are the count of free attempts and the key. */
  private static final String WAIT =
      """
      a.last_at + least(power(2, least(a.attempts - :free, 10)), 900) * interval '1 second' - now()
      """;

  private final JdbcClient jdbc;
  private final Vault vault;

  SignInThrottle(JdbcClient jdbc, Vault vault) {
    this.jdbc = jdbc;
    this.vault = vault;
  }

  /**
   * One attempt, counted.
   *
   * @param address null: not counted by it
   */
  record Attempt(UUID subject, @Nullable UUID address) {}

  private record Allowance(UUID key, int free) {}

  /**
   * @throws RequestProblem.TooMany when it must wait
   */
  Attempt begin(Guess guess) {
    UUID address = address(guess);
    if (address != null) {
      count(new Allowance(address, FREE_BY_ADDRESS));
    }
    Allowance subject = subject(guess);
    count(subject);
    return new Attempt(subject.key(), address);
  }

  private @Nullable UUID address(Guess guess) {
    return switch (guess) {
      case Guess.Password(_, var address, var device) -> device == null ? site(address) : null;
      case Guess.Code(_, var address, var device) -> device == null ? site(address) : null;
      case Guess.Again _ -> null;
    };
  }

  private UUID site(String address) {
    return vault.blindIndex("sign-in address", Site.of(address));
  }

  private Allowance subject(Guess guess) {
    return switch (guess) {
      case Guess.Password(var name, _, var device) ->
          allowance(
              FREE_BY_ACCOUNT,
              device == null ? "sign-in account" : "sign-in device",
              device == null ? name : device + " " + name);
      case Guess.Code(var user, _, var device) ->
          allowance(
              FREE_CODES,
              device == null ? "sign-in code" : "sign-in code device",
              device == null ? user.toString() : device + " " + user);
      case Guess.Again(var session) -> allowance(FREE_BY_ACCOUNT, "sign-in again", session);
    };
  }

  private Allowance allowance(int free, String domain, String value) {
    return new Allowance(vault.blindIndex(domain, value), free);
  }

  /** What was shown was right. */
  void succeeded(Attempt attempt) {
    jdbc.sql("delete from sign_in_attempts where key = :key")
        .param("key", attempt.subject())
        .update();
    if (attempt.address() != null) {
      jdbc.sql("update sign_in_attempts set attempts = greatest(attempts - 1, 0) where key = :key")
          .param("key", attempt.address())
          .update();
    }
  }

  /** What was shown was wrong. */
  void failed() {
    jdbc.sql("delete from sign_in_attempts where last_at < now() - interval '1 day'").update();
  }

  private void count(Allowance allowance) {
    int counted =
        jdbc.sql(
                """
                insert into sign_in_attempts as a (key, attempts, last_at) values (:key, 1, now())
                on conflict (key) do update
                  set attempts =
                        case when a.last_at < now() - interval '1 hour' then 1
                        else a.attempts + 1 end,
                      last_at = now()
                  where a.attempts < :free or %s <= interval '0'
                """
                    .formatted(WAIT))
            .param("key", allowance.key())
            .param("free", allowance.free())
            .update();
    if (counted == 0) {
      throw new RequestProblem.TooMany(
          "Too many attempts to sign in. Wait a little, then try again.", wait(allowance));
    }
  }

  private Duration wait(Allowance allowance) {
    double seconds =
        jdbc.sql(
                "select extract(epoch from %s) from sign_in_attempts a where key = :key"
                    .formatted(WAIT))
            .param("key", allowance.key())
            .param("free", allowance.free())
            .query(Double.class)
            .optional()
            .orElse(1.0);
    return Duration.ofSeconds(Math.max(1, (long) Math.ceil(seconds)));
  }
}
