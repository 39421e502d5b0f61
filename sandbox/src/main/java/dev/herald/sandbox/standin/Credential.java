package dev.herald.sandbox.standin;

import dev.herald.sandbox.account.Accounts;
import dev.herald.sandbox.account.Tokens;
import dev.herald.sandbox.outbox.SignatureCheck;
import java.util.function.Function;

/** How a provider knows its caller. */
@FunctionalInterface
public interface Credential {

  SignatureCheck check(HttpCall call);

  /** The account's name is all there is, and it must be given. */
  static Credential named() {
    return call -> call.account().isEmpty() ? SignatureCheck.MISSING : SignatureCheck.NONE;
  }

  /**
   * A secret goes with the request as it is, a password for example.
   *
   * @param given empty when there is none
   */
  static Credential secret(Accounts accounts, String provider, Function<HttpCall, String> given) {
    return call -> {
      String secret = given.apply(call);
      return secret.isEmpty()
          ? SignatureCheck.MISSING
          : SignatureCheck.against(accounts.secrets(provider, call.account()), secret::equals);
    };
  }

  /** A token that the provider gave out goes with the request. */
  static Credential token(Tokens tokens, Function<HttpCall, String> given) {
    return call -> tokens.check(given.apply(call));
  }
}
