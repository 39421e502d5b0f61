package dev.herald.oidc;

import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;

/** Spring Authorization Server on a port of its own, with people who have groups. */
public final class OidcServer implements AutoCloseable {
  public static final String CLIENT = "herald";
  public static final String SECRET = "secret of the client";
  static final Map<String, List<String>> GROUPS = new ConcurrentHashMap<>();

  private final AnnotationConfigServletWebServerApplicationContext context =
      new AnnotationConfigServletWebServerApplicationContext(OidcServerSetup.class);

  public String issuer() {
    return "http://127.0.0.1:" + Objects.requireNonNull(context.getWebServer()).getPort();
  }

  /** Says what groups somebody is in from now on; the password of everybody is {@code p}. */
  public void person(String name, String... groups) {
    GROUPS.put(name, List.of(groups));
  }

  /** Somebody signs in at the provider, in a browser that was sent there. */
  public URI signIn(URI address, String name) throws Exception {
    String basic =
        Base64.getEncoder().encodeToString((name + ":p").getBytes(StandardCharsets.UTF_8));
    HttpClient browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    HttpRequest password =
        HttpRequest.newBuilder(URI.create(issuer()))
            .header("Authorization", "Basic " + basic)
            .build();
    browser.send(password, HttpResponse.BodyHandlers.discarding());
    HttpResponse<String> answer =
        browser.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    return URI.create(
        answer
            .headers()
            .firstValue("location")
            .orElseThrow(() -> new IllegalStateException(answer + " " + answer.body())));
  }

  @Override
  public void close() {
    context.close();
  }
}
