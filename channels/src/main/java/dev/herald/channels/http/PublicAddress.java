package dev.herald.channels.http;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;

/** Tells addresses of the public Internet from those that only mean something near this machine. */
final class PublicAddress {
  private PublicAddress() {}

  static boolean is(InetAddress address) {
    boolean local =
        address.isAnyLocalAddress()
            || address.isLoopbackAddress()
            || address.isLinkLocalAddress()
            || address.isSiteLocalAddress()
            || address.isMulticastAddress();
    return !local
        && switch (address) {
          case Inet4Address v4 -> isPublic4(v4.getAddress());
          case Inet6Address v6 -> isPublic6(v6.getAddress());
          default -> false;
        };
  }

  private static boolean isPublic4(byte[] b) {
    int first = b[0] & 0xff;
    int second = b[1] & 0xff;
    boolean carrierNat = first == 100 && second >= 64 && second < 128;
    boolean benchmark = first == 198 && (second == 18 || second == 19);
    boolean protocol = first == 192 && second == 0 && b[2] == 0;
    return first != 0 && first < 240 && !carrierNat && !benchmark && !protocol;
  }

  /** Global unicast only, and none of the forms that carry an IPv4 address inside. */
  private static boolean isPublic6(byte[] b) {
    boolean globalUnicast = (b[0] & 0xe0) == 0x20;
    boolean sixToFour = (b[0] & 0xff) == 0x20 && (b[1] & 0xff) == 0x02;
    boolean teredo = (b[0] & 0xff) == 0x20 && b[1] == 0x01 && b[2] == 0 && b[3] == 0;
    return globalUnicast && !sixToFour && !teredo;
  }
}
