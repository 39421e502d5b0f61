package dev.herald.server.application;

import dev.herald.server.platform.vault.SealContext;
import dev.herald.server.platform.vault.Vault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whom a key reaches, sealed: they are addresses of people. */
final class KeyGuests {
  private final Vault vault;

  KeyGuests(Vault vault) {
    this.vault = vault;
  }

  /** Null: there are none. */
  byte @Nullable [] seal(String keyId, List<String> guests) {
    return guests.isEmpty() ? null : vault.seal(String.join("\n", guests), context(keyId));
  }

  /**
   * @throws Vault.Unopened when they were sealed for another key
   */
  List<String> open(String keyId, byte @Nullable [] sealed) {
    return sealed == null ? List.of() : vault.openText(sealed, context(keyId)).lines().toList();
  }

  private static SealContext context(String keyId) {
    return SealContext.of("api_key/guests/" + keyId, "api_key/guests/" + keyId);
  }
}
