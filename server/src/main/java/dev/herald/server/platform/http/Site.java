package dev.herald.server.platform.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;

/**
 * Where clients call from, as far as they can be told apart.
 *
 * @param name an IPv4 address, or the first half of an IPv6 address: who has one has 2^64
 */
record Site(String name) {
  private static final int IPV6_SITE_BYTES = 8;

  static Site of(InetAddress address) {
    return new Site(
        address instanceof Inet6Address
            ? Arrays.toString(Arrays.copyOf(address.getAddress(), IPV6_SITE_BYTES))
            : address.getHostAddress());
  }

  static Site of(String address) {
    try {
      return of(InetAddress.ofLiteral(address));
    } catch (IllegalArgumentException _) {
      return new Site(address);
    }
  }
}
