package dev.herald.server;

import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/**
 * Calls a running server as the console in a browser does: with cookies, and the token for them.
 */
public final class Browser {
  public static final String SESSION = "__Host-herald";
  public static final String DEVICE = "__Host-herald-device";

  private final Api api;
  private final Map<String, String> cookies = new TreeMap<>();
  private String token = "";

  public Browser(Api server) {
    this.api = server.with("");
  }

  public static Browser at(Environment environment) {
    return new Browser(Api.anonymous(environment));
  }

  /** A user with these rights, who has been made, invited, and has signed in. */
  public static Browser ofUser(Api administrator, String name, String rights) {
    Api.Answer made =
        administrator.post(
            "/v1/users",
            "{\"name\": \"%s\", \"displayName\": \"%s\", %s}".formatted(name, name, rights));
    String id = made.json().path("id").asString();
    Browser browser = new Browser(administrator);
    browser.accept(invitation(administrator, id), password(name));
    return browser;
  }

  /** The same browser at another address of the same Herald. */
  public Browser at(Api server) {
    Browser moved = new Browser(server);
    moved.cookies.putAll(cookies);
    moved.token = token;
    return moved;
  }

  /** What {@link #ofUser} gives the user. */
  public static String password(String name) {
    return "sailing turnip " + name;
  }

  public static String invitation(Api administrator, String id) {
    String link =
        administrator
            .post("/v1/users/%s/invitation".formatted(id), "")
            .json()
            .path("link")
            .asString();
    return link.substring(link.indexOf("token=") + "token=".length());
  }

  /** What the link to the first administrator carries. */
  public static String setupToken(Environment environment) throws Exception {
    String link =
        Files.readString(Path.of(environment.getRequiredProperty("herald.home"), "setup.link"));
    return link.substring(link.indexOf("token=") + "token=".length()).strip();
  }

  public Api.Answer signIn(String name, String password) {
    return taken(
        post("/v1/session", "{\"name\": \"%s\", \"password\": \"%s\"}".formatted(name, password)));
  }

  public Api.Answer accept(String invitation, String password) {
    return taken(
        post(
            "/v1/session/invitation",
            "{\"token\": \"%s\", \"password\": \"%s\"}".formatted(invitation, password)));
  }

  /** Keeps the token that an answer about the session holds. */
  public Api.Answer taken(Api.Answer answer) {
    if (answer.status() == 200) {
      takeToken(answer.json().path("csrf").path("token").asString());
    }
    return answer;
  }

  public void takeToken(String sent) {
    token = sent;
  }

  public JsonNode session() {
    return get("/v1/session").json();
  }

  /** Empty when there is none. */
  public String cookie(String name) {
    return cookies.getOrDefault(name, "");
  }

  public void putCookie(String name, String value) {
    cookies.put(name, value);
  }

  public void forgetToken() {
    token = "";
  }

  public Api.Answer get(String path) {
    return send("GET", path, "", "application/json");
  }

  public Api.Answer post(String path, String json) {
    return send("POST", path, json, "application/json");
  }

  public Api.Answer put(String path, String json) {
    return send("PUT", path, json, "application/json");
  }

  public Api.Answer delete(String path) {
    return send("DELETE", path, "", "application/json");
  }

  public Api.Answer send(String method, String path, String body, String type) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(api.base() + path))
            .method(method, BodyPublishers.ofString(body))
            .header("Content-Type", type);
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    if (!token.isEmpty()) {
      request.header("X-CSRF-TOKEN", token);
    }
    return send(request.build());
  }

  private Api.Answer send(HttpRequest request) {
    Api.Answer answer = api.send(request);
    answer
        .response()
        .headers()
        .allValues("set-cookie")
        .forEach(header -> {
          HttpCookie cookie = HttpCookie.parse(header).getFirst();
          if (cookie.getValue().isEmpty() || cookie.getMaxAge() == 0) {
            cookies.remove(cookie.getName());
          } else {
            cookies.put(cookie.getName(), cookie.getValue());
          }
        });
    return answer;
  }
}
