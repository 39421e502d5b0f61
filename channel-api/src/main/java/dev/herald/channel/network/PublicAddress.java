package dev.herald.channel.network;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;

/** Tells addresses of the public Internet from those that only mean something near this machine. */
final class PublicAddress {
  /** What IANA keeps for special purposes, as far as the JDK does not know it. */
  private static final List<Network> SPECIAL =
      List.of(
          Network.parse("0.0.0.0/8"),
          Network.parse("100.64.0.0/10"),
          Network.parse("192.0.0.0/24"),
          Network.parse("192.0.2.0/24"),
          Network.parse("192.88.99.0/24"),
          Network.parse("198.18.0.0/15"),
          Network.parse("198.51.100.0/24"),
          Network.parse("203.0.113.0/24"),
          Network.parse("240.0.0.0/4"),
          Network.parse("2001::/23"),
          Network.parse("2001:db8::/32"),
          Network.parse("2002::/16"),
          Network.parse("3fff::/20"));

  private static final Network GLOBAL_UNICAST = Network.parse("2000::/3");

  private PublicAddress() {}

  /**
   * @param address not one that only stands for another, see {@link Network#bare}
   */
  static boolean is(InetAddress address) {
    boolean local =
        address.isAnyLocalAddress()
            || address.isLoopbackAddress()
            || address.isLinkLocalAddress()
            || address.isSiteLocalAddress()
            || address.isMulticastAddress();
    return !local
        && SPECIAL.stream().noneMatch(network -> network.contains(address))
        && switch (address) {
          case Inet4Address _ -> true;
          case Inet6Address v6 -> GLOBAL_UNICAST.contains(v6);
          default -> false;
        };
  }
}
