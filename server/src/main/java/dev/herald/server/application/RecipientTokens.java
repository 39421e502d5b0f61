package dev.herald.server.application;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.KeyMode;
import dev.herald.server.platform.vault.SealContext;
import dev.herald.server.platform.vault.Vault;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Tokens by which recipients read their inboxes: {@code hit_} and who may read what until when,
 * sealed. Nobody without the server's key makes one or reads one, and nothing is stored of it.
 */
@Component
public class RecipientTokens {
  private static final String PREFIX = "hit_";
  private static final int LONGEST = 4_096;
  private static final SealContext CONTEXT =
      SealContext.of("recipient-token", "recipient-token/no-earlier-one");
  private static final int UUIDS = 2 * 2 * Long.BYTES;

  private final Vault vault;
  private final Clock clock;

  RecipientTokens(Vault vault, Clock clock) {
    this.vault = vault;
    this.clock = clock;
  }

  static boolean isOne(String text) {
    return text.startsWith(PREFIX);
  }

  /** A token that opens until the time that the recipient has. */
  public String make(Caller.OfRecipient recipient) {
    byte[] address = recipient.address().getBytes(UTF_8);
    ByteBuffer plain = ByteBuffer.allocate(UUIDS + Long.BYTES + 1 + address.length);
    put(plain, recipient.applicationId());
    put(plain, recipient.tenantId());
    plain.putLong(recipient.until().toEpochMilli());
    plain.put((byte) (recipient.mode() == KeyMode.TEST ? 1 : 0));
    plain.put(address);
    return PREFIX
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(vault.seal(plain.array(), CONTEXT));
  }

  /** Whose token it is; empty when it is over or was not made here. */
  Optional<Caller> read(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      byte[] sealed = Base64.getUrlDecoder().decode(text.substring(PREFIX.length()));
      return read(ByteBuffer.wrap(vault.open(sealed, CONTEXT)));
    } catch (IllegalArgumentException | Vault.Unopened _) {
      return Optional.empty();
    }
  }

  private Optional<Caller> read(ByteBuffer plain) {
    UUID application = new UUID(plain.getLong(), plain.getLong());
    UUID tenant = new UUID(plain.getLong(), plain.getLong());
    Instant until = Instant.ofEpochMilli(plain.getLong());
    KeyMode mode = plain.get() == 1 ? KeyMode.TEST : KeyMode.LIVE;
    String address = UTF_8.decode(plain).toString();
    return until.isAfter(clock.instant())
        ? Optional.of(new Caller.OfRecipient(application, tenant, address, mode, until))
        : Optional.empty();
  }

  private static void put(ByteBuffer plain, UUID id) {
    plain.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
  }
}
