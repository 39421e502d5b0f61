package dev.herald.server.preference;

import dev.herald.channel.Destination;
import dev.herald.server.platform.vault.Vault;
import dev.herald.server.task.MessageContext;
import dev.herald.server.task.NewMessage;
import java.text.Normalizer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tells people apart without knowing them: a recipient by its code, anybody else by the address.
 * What test keys send is for people of their own, so that no test changes what a person wants.
 */
@Component
class Persons {
  private static final String DOMAIN = "preference";

  private final Vault vault;

  Persons(Vault vault) {
    this.vault = vault;
  }

  /**
   * @param code as it is kept, or in another form of the same letters
   */
  Person recipient(UUID tenantId, boolean test, String code) {
    return person(tenantId, test, "recipient", Normalizer.normalize(code, Normalizer.Form.NFC));
  }

  Person at(UUID tenantId, boolean test, Destination address) {
    return person(tenantId, test, address.kind().name(), address.common());
  }

  private Person person(UUID tenantId, boolean test, String kind, String name) {
    String whole = String.join("\n", tenantId.toString(), test ? "test" : "live", kind, name);
    return new Person(tenantId, vault.blindIndex(DOMAIN, whole));
  }

  /** Whom a message is for, by its recipient or else its address; null: nobody knows. */
  @Nullable Person of(NewMessage message) {
    Person recipient = recipientOf(message);
    return recipient == null ? addresseeOf(message) : recipient;
  }

  /** Whom a message is for, by its recipient; null: it names none. */
  @Nullable Person recipientOf(NewMessage message) {
    MessageContext context = message.context();
    return context.recipient() == null
        ? null
        : recipient(message.ownership().tenantId(), context.goesToStandIns(), context.recipient());
  }

  /** Whom a message is for, by its address; null: only the source knows where it goes. */
  @Nullable Person addresseeOf(NewMessage message) {
    MessageContext context = message.context();
    Destination address = context.route().destination();
    return address.kind() == Destination.Kind.NONE
        ? null
        : at(message.ownership().tenantId(), context.goesToStandIns(), address);
  }
}
