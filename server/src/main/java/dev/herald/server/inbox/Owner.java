package dev.herald.server.inbox;

import dev.herald.channel.Destination;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.KeyMode;
import dev.herald.server.platform.vault.Vault;
import java.util.UUID;

/**
 * Whose inbox it is: nobody without the server's key can tell from it who that is.
 *
 * @param key equal for the same application, tenant, recipient and mode
 */
record Owner(UUID key) {

  static Owner of(Vault vault, Caller.OfRecipient recipient) {
    return of(
        vault,
        recipient.applicationId(),
        recipient.tenantId(),
        recipient.mode() == KeyMode.TEST,
        recipient.address());
  }

  /**
   * @param test of what test keys send, which is kept apart
   */
  static Owner of(Vault vault, UUID application, UUID tenant, boolean test, String address) {
    return new Owner(
        vault.blindIndex(
            "inbox",
            String.join(
                "\n",
                application.toString(),
                tenant.toString(),
                test ? "test" : "live",
                new Destination(Destination.Kind.USER, address).common())));
  }
}
