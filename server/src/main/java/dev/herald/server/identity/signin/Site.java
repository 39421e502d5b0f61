package dev.herald.server.identity.signin;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Whose an address is: who has one IPv6 address has 2^64 of them. */
public final class Site {
  private static final int IPV6_SITE_BYTES = 8;
  private static final int IPV6_BYTES = 16;

  private Site() {}

  /** The address itself, or the first of its IPv6 network. */
  public static String of(String address) {
    try {
      InetAddress parsed = InetAddress.ofLiteral(address);
      return parsed instanceof Inet6Address ? network(parsed) : parsed.getHostAddress();
    } catch (IllegalArgumentException _) {
      return address;
    }
  }

  private static String network(InetAddress address) {
    try {
      byte[] site = Arrays.copyOf(address.getAddress(), IPV6_SITE_BYTES);
      return InetAddress.getByAddress(Arrays.copyOf(site, IPV6_BYTES)).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("16 bytes are an address", e);
    }
  }
}
