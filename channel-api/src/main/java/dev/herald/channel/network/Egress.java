package dev.herald.channel.network;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where outgoing connections may go. Every connector opens its connections through it, so that
 * sandbox mode can't reach a real provider.
 */
public sealed interface Egress {

  /**
   * To the host and port that the source or the definition names, if all addresses of the host are
   * public or allowed. A name is looked up once, so that the checked address is the one connected
   * to.
   */
  record Direct(PrivateTargets allowed) implements Egress {
    /** To public addresses only. */
    public Direct() {
      this(PrivateTargets.NONE);
    }
  }

  /**
   * To the sandbox only, whatever host is named. HTTP is sent in plain text with the real {@code
   * Host} header, so that signatures over the host stay valid. SMTP uses STARTTLS, and the
   * certificate is not checked against the named host.
   *
   * @param http the stand-in for every HTTP provider
   * @param smtp the stand-in for every SMTP server; null when there is none
   * @param smpp the stand-in for every message centre; null when there is none
   */
  record Sandbox(
      InetSocketAddress http, @Nullable InetSocketAddress smtp, @Nullable InetSocketAddress smpp)
      implements Egress {
    /** Without a message centre. */
    public Sandbox(InetSocketAddress http, @Nullable InetSocketAddress smtp) {
      this(http, smtp, null);
    }
  }
}
