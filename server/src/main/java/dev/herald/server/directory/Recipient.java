package dev.herald.server.directory;

import dev.herald.channel.Channel;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person of a tenant. Its text form shows neither name nor addresses.
 *
 * @param code unique inside the tenant, for example an employee number
 * @param locale null: the tenant's
 * @param zone null: the tenant's
 * @param addresses by channel, in their normal form; absent where the person has none
 */
public record Recipient(
    UUID id,
    UUID tenantId,
    String code,
    String name,
    @Nullable Locale locale,
    @Nullable ZoneId zone,
    Map<Channel, String> addresses) {
  public Recipient {
    addresses = Map.copyOf(addresses);
  }

  @Override
  public String toString() {
    return "recipient " + code;
  }
}
