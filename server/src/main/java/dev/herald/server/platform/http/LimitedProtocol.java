package dev.herald.server.platform.http;

import org.apache.coyote.http11.Http11NioProtocol;

/** HTTP/1.1 over a {@link LimitedEndpoint}. Tomcat makes it by its name. */
public final class LimitedProtocol extends Http11NioProtocol {
  private final LimitedEndpoint endpoint;

  public LimitedProtocol() {
    this(new LimitedEndpoint());
  }

  private LimitedProtocol(LimitedEndpoint endpoint) {
    super(endpoint);
    this.endpoint = endpoint;
  }

  void limit(HttpSettings settings) {
    endpoint.limit(settings);
  }
}
