package dev.herald.bench.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;

/** The stand-in as a peer's code calls it, with the cheapest client that was measured. */
public final class Provider implements AutoCloseable {
  private static final int OK = 200;

  private final CloseableHttpClient client;
  private final String url;

  /**
   * @param path by which the stand-in tells peers apart
   */
  public Provider(int port, String path, int connections) {
    this.url = "http://127.0.0.1:%d%s".formatted(port, path);
    this.client =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setMaxConnTotal(connections)
                    .setMaxConnPerRoute(connections)
                    .build())
            .disableCookieManagement()
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableAuthCaching()
            .disableContentCompression()
            .disableConnectionState()
            .build();
  }

  /** The request that Herald's connector makes of a notice. */
  static String notice(long number) {
    return """
    {"to":"+86138%08d","text":"韩梅梅，您在授予 2026-B-%d 下的 %d 股已于 2026年11月20日 归属，行权价 ¥12.50。",\
    "key":"%d"}\
    """
        .formatted(number % 100_000_000, number, 100 + number % 9_900, number);
  }

  /** Returns what the provider answered, and throws when it refused. */
  public String send(String notice) {
    HttpPost post = new HttpPost(url);
    post.setHeader("Authorization", "Bearer stand-in");
    post.setEntity(
        new StringEntity(notice, ContentType.APPLICATION_JSON.withCharset(StandardCharsets.UTF_8)));
    try {
      return client.execute(
          post,
          answer -> {
            if (answer.getCode() != OK) {
              throw new IOException("refused with " + answer.getCode());
            }
            return EntityUtils.toString(answer.getEntity());
          });
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
