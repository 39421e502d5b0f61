package dev.herald.channel.network;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The targets in private networks that an administrator of the server opens to connectors. All
 * other addresses outside the public Internet are blocked: those of this machine, of private and
 * link-local networks, of carriers, and reserved ones.
 */
public final class PrivateTargets {
  /** No target at all. */
  public static final PrivateTargets NONE = new PrivateTargets(List.of(), Set.of());

  private static final Pattern HOST = Pattern.compile("[a-z0-9_-]+(\\.[a-z0-9_-]+)*\\.?");

  private final List<Network> networks;
  private final Set<String> hosts;

  private PrivateTargets(List<Network> networks, Set<String> hosts) {
    this.networks = List.copyOf(networks);
    this.hosts = Set.copyOf(hosts);
  }

  /**
   * @param entries networks ({@code 10.1.2.0/24}), single addresses, and host names, which are
   *     allowed whatever their addresses are
   * @throws IllegalArgumentException naming an entry that is none of these
   */
  public static PrivateTargets parse(List<String> entries) {
    List<Network> networks = new ArrayList<>();
    Set<String> hosts = new HashSet<>();
    for (String entry : entries) {
      String name = entry.strip().toLowerCase(Locale.ROOT);
      if (Network.isOne(name)) {
        networks.add(Network.parse(name));
      } else if (HOST.matcher(name).matches()) {
        hosts.add(undotted(name));
      } else {
        throw new IllegalArgumentException(
            "'%s' is neither a network (10.1.2.0/24) nor a host (mail.corp.example)"
                .formatted(entry));
      }
    }
    return new PrivateTargets(networks, hosts);
  }

  /**
   * Whether all of a host's addresses may be connected to. An attacker's name server would mix a
   * blocked address among allowed ones.
   *
   * @param host as the source, the definition or the destination names it
   * @param addresses the result of its lookup, and so the ones to connect to
   */
  public boolean allow(String host, InetAddress... addresses) {
    if (hosts.contains(undotted(host.toLowerCase(Locale.ROOT)))) {
      return true;
    }
    for (InetAddress each : addresses) {
      InetAddress address = Network.bare(each);
      boolean open =
          PublicAddress.is(address)
              || networks.stream().anyMatch(network -> network.contains(address));
      if (!open) {
        return false;
      }
    }
    return true;
  }

  private static String undotted(String host) {
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }
}
