package dev.herald.sandbox.outbox;

import java.util.Set;
import java.util.function.Predicate;

/** What a stand-in found when it looked at the signature or password of a request. */
public enum SignatureCheck {
  /** Right. */
  VERIFIED,
  /** Well formed, but the account's secret is not known here. */
  UNVERIFIED,
  /** There was none, and none was needed. */
  NONE,
  /** There was none although the account has a secret. */
  MISSING,
  /** Not what the secret gives. */
  WRONG,
  /** Outside the time that the provider allows. */
  STALE,
  /** A rule answered before it was looked at. */
  UNCHECKED;

  /**
   * @param secrets those of the account; empty when it is not known
   */
  public static SignatureCheck against(Set<String> secrets, Predicate<String> fits) {
    if (secrets.isEmpty()) {
      return UNVERIFIED;
    }
    return secrets.stream().anyMatch(fits) ? VERIFIED : WRONG;
  }
}
