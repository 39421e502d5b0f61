package dev.herald.server.sandbox;

import dev.herald.channel.network.PrivateTargets;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param privateTargets networks ({@code 10.1.2.0/24}), addresses and names of hosts that
 *     connectors may reach although they are not of the public Internet
 */
@ConfigurationProperties("herald.egress")
record EgressSettings(@DefaultValue List<String> privateTargets) {

  PrivateTargets allowed() {
    try {
      return PrivateTargets.parse(privateTargets);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("herald.egress.private-targets: " + e.getMessage(), e);
    }
  }
}
