package dev.herald.channels.http;

import java.time.Duration;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * A client that does what it is told and nothing by itself: no retry, redirect, cookie, stored
 * authentication or decompression.
 */
final class ClientParts {
  private static final int CONNECTIONS = 4_096;
  private static final int CONNECTIONS_PER_HOST = 1_024;
  private static final TimeValue CHECKED_AFTER = TimeValue.ofSeconds(1);
  private static final TimeValue IDLE = TimeValue.ofSeconds(30);
  private static final TimeValue LIFETIME = TimeValue.ofMinutes(5);

  private ClientParts() {}

  static CloseableHttpClient client(Duration deadline, DnsResolver names) {
    return HttpClients.custom()
        .setConnectionManager(connections(deadline, names))
        .setRequestExecutor(new WriteMark())
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.of(deadline))
                .setResponseTimeout(Timeout.of(deadline))
                .setProtocolUpgradeEnabled(false)
                .build())
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        .disableConnectionState()
        .setUserAgent("Herald")
        .evictIdleConnections(IDLE)
        .build();
  }

  private static HttpClientConnectionManager connections(Duration deadline, DnsResolver names) {
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setDnsResolver(names)
        .setMaxConnTotal(CONNECTIONS)
        .setMaxConnPerRoute(CONNECTIONS_PER_HOST)
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(deadline))
                .setSocketTimeout(Timeout.of(deadline))
                .setValidateAfterInactivity(CHECKED_AFTER)
                .setTimeToLive(LIFETIME)
                .build())
        .build();
  }
}
