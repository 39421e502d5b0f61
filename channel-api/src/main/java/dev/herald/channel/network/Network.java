package dev.herald.channel.network;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Addresses that begin alike: {@code 10.1.2.0/24}, {@code fd00::/8}, or a single one.
 *
 * @param prefix how many bits they have in common
 */
record Network(InetAddress first, int prefix) {
  private static final Pattern LITERAL =
      Pattern.compile("(\\d{1,3}\\.){3}\\d{1,3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  /** Of RFC 6052: what stands for an IPv4 address where there is only IPv6. */
  private static final Network NAT64 = new Network(InetAddress.ofLiteral("64:ff9b::"), 96);

  /** Whether the text is an address or a network, and no name of a host. */
  static boolean isOne(String text) {
    return LITERAL.matcher(text.split("/", 2)[0]).matches();
  }

  /**
   * @throws IllegalArgumentException when it is neither an address nor a network
   */
  static Network parse(String text) {
    String[] parts = text.split("/", 2);
    try {
      // A literal, so that nothing is looked up.
      InetAddress first = bare(InetAddress.ofLiteral(parts[0]));
      int bits = 8 * first.getAddress().length;
      int prefix = parts.length == 1 ? bits : Integer.parseInt(parts[1]);
      if (prefix < 0 || prefix > bits) {
        throw new IllegalArgumentException("a prefix is 0 to " + bits);
      }
      return new Network(first, prefix);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'%s' is no network; write it like 10.1.2.0/24 or fd12::/16".formatted(text), e);
    }
  }

  /** The IPv4 address that an IPv6 one carries inside for NAT64; else the address itself. */
  static InetAddress bare(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (!NAT64.contains(address)) {
      return address;
    }
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(bytes, 12, 16));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }

  boolean contains(InetAddress address) {
    byte[] one = first.getAddress();
    byte[] other = address.getAddress();
    if (one.length != other.length) {
      return false;
    }
    int whole = prefix / 8;
    int mask = 0xff << (8 - prefix % 8) & 0xff;
    return Arrays.equals(one, 0, whole, other, 0, whole)
        && (prefix % 8 == 0 || ((one[whole] ^ other[whole]) & mask) == 0);
  }
}
