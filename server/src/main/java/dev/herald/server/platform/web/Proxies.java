package dev.herald.server.platform.web;

import java.net.InetAddress;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.catalina.util.NetMask;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * The proxies whose word is taken for where a request comes from: none but those that the operator
 * names.
 *
 * @param masks a network each; one address is a network too
 */
record Proxies(List<NetMask> masks) {
  private static final String SETTING = "herald.proxies";

  /** The JDK takes fewer than four numbers too. */
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

  /**
   * @param named addresses, or networks in CIDR notation
   * @throws InvalidConfigurationPropertyValueException naming what is neither
   */
  static Proxies of(List<String> named) {
    return new Proxies(named.stream().map(String::strip).map(Proxies::mask).toList());
  }

  private static NetMask mask(String named) {
    int slash = named.indexOf('/');
    if (address(slash < 0 ? named : named.substring(0, slash)) == null) {
      throw wrong(named);
    }
    try {
      return new NetMask(named);
    } catch (IllegalArgumentException _) {
      throw wrong(named);
    }
  }

  private static RuntimeException wrong(String named) {
    return new InvalidConfigurationPropertyValueException(
        SETTING, named, "Write the address of a proxy, like 10.0.0.5, or a network: 10.0.0.0/29");
  }

  boolean isEmpty() {
    return masks.isEmpty();
  }

  boolean includes(String address) {
    InetAddress parsed = address(address);
    return parsed != null && masks.stream().anyMatch(mask -> mask.matches(parsed));
  }

  /**
   * Where a request comes from. Proxies add the address that they see at the right; what stands
   * left of the first one that is no proxy of ours, anybody can have written.
   *
   * @param peer who opened the connection
   * @param forwarded the values of {@code X-Forwarded-For}, in their order
   */
  String caller(String peer, List<String> forwarded) {
    String[] hops = String.join(",", forwarded).split(",");
    String caller = peer;
    for (int i = hops.length - 1; i >= 0 && includes(caller); i--) {
      InetAddress before = address(withoutPort(hops[i].strip()));
      if (before == null) {
        return caller;
      }
      caller = before.getHostAddress();
    }
    return caller;
  }

  /**
   * {@code 192.0.2.1:5000}, {@code [2001:db8::1]} and {@code [2001:db8::1]:5000} are written too.
   */
  private static String withoutPort(String hop) {
    if (hop.startsWith("[")) {
      int end = hop.indexOf(']');
      return end < 0 ? hop : hop.substring(1, end);
    }
    int colon = hop.indexOf(':');
    return colon > 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop;
  }

  /** Names are never looked up. */
  private static @Nullable InetAddress address(String text) {
    if (text.indexOf(':') < 0 && !IPV4.matcher(text).matches()) {
      return null;
    }
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}
