package dev.herald.server.directory;

import dev.herald.channel.Channel;
import java.time.ZoneId;
import java.util.List;
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
 * @param devices tokens by channel, the newest first
 */
public record Recipient(
    UUID id,
    UUID tenantId,
    String code,
    String name,
    @Nullable Locale locale,
    @Nullable ZoneId zone,
    Map<Channel, String> addresses,
    Map<Channel, List<String>> devices) {
  public Recipient {
    addresses = Map.copyOf(addresses);
    devices = Map.copyOf(devices);
  }

  /** Tokens of the devices that it is reached at by a channel, where it has no address there. */
  public List<String> devicesOn(Channel channel) {
    return addresses.containsKey(channel) ? List.of() : devices.getOrDefault(channel, List.of());
  }

  @Override
  public String toString() {
    return "recipient " + code;
  }
}
