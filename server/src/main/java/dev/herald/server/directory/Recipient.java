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
 * @param traits what else is known of it
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
    Traits traits,
    Map<Channel, List<String>> devices) {
  public Recipient {
    addresses = Map.copyOf(addresses);
    devices = Map.copyOf(devices);
  }

  /**
   * What else is known of a person.
   *
   * @param attributes free texts by name; null: not said, so that they stay as they are
   * @param channels which it would rather be reached by, the first first; null: not said
   */
  public record Traits(@Nullable Map<String, String> attributes, @Nullable List<Channel> channels) {
    static final Traits NONE = new Traits(Map.of(), List.of());

    public Traits {
      attributes = attributes == null ? null : Map.copyOf(attributes);
      channels = channels == null ? null : List.copyOf(channels);
    }

    private Traits over(Traits before) {
      return new Traits(
          attributes == null ? before.attributes : attributes,
          channels == null ? before.channels : channels);
    }
  }

  /** Free texts by name. */
  public Map<String, String> attributes() {
    return traits.attributes == null ? Map.of() : traits.attributes;
  }

  /** Which channels it would rather be reached by, the first first; others come behind them. */
  public List<Channel> channelOrder() {
    return traits.channels == null ? List.of() : traits.channels;
  }

  /** With what is not said as it was before. */
  Recipient over(@Nullable Recipient before) {
    Traits whole = traits.over(before == null ? Traits.NONE : before.traits);
    return new Recipient(id, tenantId, code, name, locale, zone, addresses, whole, devices);
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
