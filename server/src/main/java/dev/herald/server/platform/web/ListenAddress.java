package dev.herald.server.platform.web;

import java.net.Inet6Address;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.stereotype.Component;

/** Where this process listens: {@code server.address} and {@code server.ssl}. */
@Component
public final class ListenAddress {
  private final @Nullable InetAddress address;
  private final boolean encrypted;

  ListenAddress(ServerProperties server) {
    this.address = server.getAddress();
    this.encrypted = Ssl.isEnabled(server.getSsl());
  }

  boolean isLoopback() {
    return address != null && address.isLoopbackAddress();
  }

  boolean isEncrypted() {
    return encrypted;
  }

  String written() {
    return address == null || address.isAnyLocalAddress()
        ? "all interfaces"
        : address.getHostAddress();
  }

  /**
   * Where somebody on this machine finds it.
   *
   * @param loopback how to write this machine: a browser keeps secure cookies of {@code localhost}
   * @param port that was found free
   */
  public String url(String loopback, String port) {
    return "%s://%s:%s".formatted(encrypted ? "https" : "http", host(loopback), port);
  }

  private String host(String loopback) {
    InetAddress listening = address;
    if (listening == null || listening.isAnyLocalAddress() || isLoopback(listening)) {
      return loopback;
    }
    String text = listening.getHostAddress();
    return listening instanceof Inet6Address ? "[" + text + "]" : text;
  }

  private static boolean isLoopback(InetAddress address) {
    return address.isLoopbackAddress() && !(address instanceof Inet6Address);
  }
}
