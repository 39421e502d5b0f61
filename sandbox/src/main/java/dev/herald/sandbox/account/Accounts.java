package dev.herald.sandbox.account;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The secrets that the stand-ins know.
 *
 * <p>Nobody has to register anything: a request from an unknown account is served, and its
 * signature is reported as {@link SignatureCheck#UNVERIFIED}. It is checked, and refused when
 * wrong,
 *
 * <ul>
 *   <li>for a registered account, against any of the secrets registered for it, and
 *   <li>for an account whose name starts with {@code sandbox-}: its secret is {@code SEC} and that
 *       name, {@code SECsandbox-hr} for {@code sandbox-hr}.
 * </ul>
 */
public final class Accounts {
  private static final String SELF_NAMED = "sandbox-";
  private final Map<Account, Set<String>> secrets = new ConcurrentHashMap<>();
  private final Map<String, Long> revocations = new ConcurrentHashMap<>();

  private record Account(String provider, String name) {}

  /**
   * Adds a secret; earlier ones stay good, as during a rotation.
   *
   * @param provider the connector's name, for example {@code dingtalk-robot}
   * @param account what names the account in a request: the access token of a DingTalk robot, the
   *     hook token of a Feishu bot, Tencent's secret id, the app's key or id where a token is
   *     fetched, the key id of APNs, the SMTP user name; for a {@code webhook} the receiver's URL
   *     (https, with its query), its host, or {@code *} for every receiver. A token that is
   *     registered in an account's place is taken as one that the provider gave out.
   * @param secret the signing secret, secret key, password, or the key as PEM
   */
  public void register(String provider, String account, String secret) {
    secrets
        .computeIfAbsent(new Account(provider, account), _ -> ConcurrentHashMap.newKeySet())
        .add(secret);
  }

  /** Forgets all secrets of the account. */
  public void forget(String provider, String account) {
    secrets.remove(new Account(provider, account));
  }

  /** Takes back every token that the provider gave out: those who hold one must fetch another. */
  public void revokeTokens(String provider) {
    revocations.merge(provider, 1L, Long::sum);
  }

  long revocations(String provider) {
    return revocations.getOrDefault(provider, 0L);
  }

  /** Empty when nothing is known about the account. */
  public Set<String> secrets(String provider, String account) {
    Set<String> registered = secrets.get(new Account(provider, account));
    if (registered != null) {
      return registered;
    }
    return account.startsWith(SELF_NAMED) ? Set.of("SEC" + account) : Set.of();
  }
}
