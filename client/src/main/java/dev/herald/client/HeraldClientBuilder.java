package dev.herald.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Builds a client; only the key is required. */
public final class HeraldClientBuilder {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final String base;
  private @Nullable Supplier<String> key;
  private @Nullable HttpClient http;
  private RetryPolicy retries = RetryPolicy.standard();
  private CallObserver observer = call -> {};

  HeraldClientBuilder(String url) {
    this.base = checked(url.strip().replaceFirst("/+$", ""));
  }

  private static String checked(String url) {
    URI uri = URI.create(url);
    boolean web =
        "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
    if (!web || uri.getHost() == null || uri.getUserInfo() != null || uri.getQuery() != null) {
      throw new IllegalArgumentException(
          "the URL of Herald is like https://herald.example.com, without user and query");
    }
    return url;
  }

  /**
   * @param text of an application, as {@code POST /v1/applications/{code}/keys} gave it
   */
  public HeraldClientBuilder key(String text) {
    return key(() -> text);
  }

  /**
   * @param text called at each request, so that the key can be replaced while the program runs
   */
  public HeraldClientBuilder key(Supplier<String> text) {
    this.key = text;
    return this;
  }

  /** How long and how often calls are retried; {@link RetryPolicy#standard} by default. */
  public HeraldClientBuilder retries(RetryPolicy policy) {
    this.retries = policy;
    return this;
  }

  /**
   * @param client with a proxy, a trust store or your own executor
   */
  public HeraldClientBuilder http(HttpClient client) {
    this.http = client;
    return this;
  }

  /** Observes each call. */
  public HeraldClientBuilder observer(CallObserver each) {
    this.observer = each;
    return this;
  }

  /**
   * @throws IllegalStateException when there is no key
   */
  public HeraldClient build() {
    Supplier<String> text = key;
    if (text == null) {
      throw new IllegalStateException("a client has a key: call key(...) first");
    }
    Transport transport = new Transport(http == null ? standard() : http, base, text);
    return new HeraldClient(new AsyncHeraldClient(transport, retries, observer));
  }

  /** Over plain HTTP no upgrade is tried: some proxies stumble over one that has a body. */
  private HttpClient standard() {
    return HttpClient.newBuilder()
        .version(
            base.toLowerCase(java.util.Locale.ROOT).startsWith("https")
                ? HttpClient.Version.HTTP_2
                : HttpClient.Version.HTTP_1_1)
        .connectTimeout(CONNECT)
        .build();
  }
}
