package dev.herald.server.access;

import dev.herald.server.platform.RequestProblem;
import dev.herald.server.platform.Vault;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Slows guessing down, by account and by address, for the whole cluster.
 *
 * <p>An attempt is counted before the password is looked at, so that many at once gain nothing, and
 * a right password takes its count back. Past the free ones each attempt must wait twice as long as
 * the one before, up to a quarter of an hour; an hour of quiet forgets them. An address that must
 * wait does not count against accounts. A browser in which the user has signed in before has a
 * count of its own: whoever guesses at an account from elsewhere can't keep its owner out.
 */
@Component
class SignInThrottle {
  private static final int FREE_BY_ACCOUNT = 10;
  private static final int FREE_BY_ADDRESS = 30;
  private static final int IPV6_SITE_BYTES = 8;

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

  /** One attempt, counted. */
  record Attempt(UUID account, UUID address) {}

  /**
   * @param name of the account, whether there is one or not
   * @param device that is known to the account, or null
   * @throws RequestProblem.TooMany when it must wait
   */
  Attempt begin(String name, String address, @Nullable String device) {
    UUID byAddress = vault.blindIndex("sign-in address", site(address));
    UUID byAccount =
        device == null
            ? vault.blindIndex("sign-in account", name)
            : vault.blindIndex("sign-in device", device + " " + name);
    count(byAddress, FREE_BY_ADDRESS);
    count(byAccount, FREE_BY_ACCOUNT);
    return new Attempt(byAccount, byAddress);
  }

  /** The password was right. */
  void succeeded(Attempt attempt) {
    jdbc.sql("delete from sign_in_attempts where key = :key")
        .param("key", attempt.account())
        .update();
    jdbc.sql("update sign_in_attempts set attempts = greatest(attempts - 1, 0) where key = :key")
        .param("key", attempt.address())
        .update();
  }

  /** The password was wrong. */
  void failed() {
    jdbc.sql("delete from sign_in_attempts where last_at < now() - interval '1 day'").update();
  }

  private void count(UUID key, int free) {
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
            .param("key", key)
            .param("free", free)
            .update();
    if (counted == 0) {
      throw new RequestProblem.TooMany(
          "Too many attempts to sign in. Wait a little, then try again.", wait(key, free));
    }
  }

  private Duration wait(UUID key, int free) {
    double seconds =
        jdbc.sql(
                "select extract(epoch from %s) from sign_in_attempts a where key = :key"
                    .formatted(WAIT))
            .param("key", key)
            .param("free", free)
            .query(Double.class)
            .optional()
            .orElse(1.0);
    return Duration.ofSeconds(Math.max(1, (long) Math.ceil(seconds)));
  }

  /** Who has one IPv6 address has 2^64 of them. */
  private static String site(String address) {
    try {
      InetAddress parsed = InetAddress.ofLiteral(address);
      return parsed instanceof Inet6Address
          ? Arrays.toString(Arrays.copyOf(parsed.getAddress(), IPV6_SITE_BYTES))
          : parsed.getHostAddress();
    } catch (IllegalArgumentException _) {
      return address;
    }
  }
}
