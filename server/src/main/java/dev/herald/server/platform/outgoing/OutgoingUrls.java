package dev.herald.server.platform.outgoing;

import dev.herald.channel.network.Egress;
import dev.herald.channel.network.PrivateTargets;
import dev.herald.channel.network.WebAddress;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.reason.DirectoryFault;
import java.net.InetAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Checks URLs when they are saved, so that nobody waits for calls that can't be made. */
public final class OutgoingUrls {
  private final Egress egress;

  public OutgoingUrls(Egress egress) {
    this.egress = egress;
  }

  /** Null after an error. */
  public @Nullable URI read(String field, String written, FieldErrors errors) {
    try {
      URI url = WebAddress.parse(written);
      if (url.getRawFragment() != null) {
        errors.add(field, new DirectoryFault.UrlWithFragment());
      } else if (!mayBeCalled(url.getHost())) {
        errors.add(field, new DirectoryFault.UrlPrivate(url.getHost()));
      }
      return url;
    } catch (WebAddress.Uncallable invalid) {
      errors.add(field, new DirectoryFault.UrlInvalid(invalid));
      return null;
    }
  }

  /**
   * Looks no name up: that takes as long as a name server wants, and its answer may be another when
   * the call is made, which checks again.
   */
  private boolean mayBeCalled(String host) {
    if (!(egress instanceof Egress.Direct(PrivateTargets allowed))) {
      return true;
    }
    if (host.equals("localhost")) {
      return allowed.allow(host, InetAddress.getLoopbackAddress());
    }
    try {
      return allowed.allow(host, InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException _) {
      return true;
    }
  }
}
