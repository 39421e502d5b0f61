package dev.herald.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls a running server's REST API as one caller would.
 *
 * @param key empty: sends none
 */
public record Api(URI base, String key) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = new JsonMapper();

  /** With the administrator key that the server's first start left in its home. */
  public static Api administrator(Environment environment) {
    Path file = Path.of(environment.getRequiredProperty("herald.home"), "admin.key");
    try {
      return anonymous(environment).with(Files.readString(file).strip());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public static Api anonymous(Environment environment) {
    String port = environment.getRequiredProperty("local.server.port");
    return new Api(URI.create("http://127.0.0.1:" + port), "");
  }

  public Api with(String otherKey) {
    return new Api(base, otherKey);
  }

  /** With a new key of an application that is made first. */
  public Api asApplication(String code) {
    put("/v1/applications/" + code, "{\"name\": \"%s\", \"owner\": \"Li Lei\"}".formatted(code));
    return with(post("/v1/applications/" + code + "/keys", "").json().path("key").asString());
  }

  /** What the server said. */
  public record Answer(HttpResponse<String> response) {
    public int status() {
      return response.statusCode();
    }

    public String text() {
      return response.body();
    }

    public JsonNode json() {
      return JSON.readTree(response.body());
    }

    /** The fields that a 422 names. */
    public List<String> wrongFields() {
      return json().path("errors").valueStream().map(e -> e.path("field").asString()).toList();
    }

    @Override
    public String toString() {
      return status() + " " + text();
    }
  }

  public Answer get(String path) {
    return send("GET", path, null, "application/json");
  }

  public Answer put(String path, String json) {
    return send("PUT", path, json, "application/json");
  }

  public Answer post(String path, String json) {
    return send("POST", path, json, "application/json");
  }

  public Answer delete(String path) {
    return send("DELETE", path, null, "application/json");
  }

  public Answer send(String method, String path, @Nullable String body, String type) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .header("Content-Type", type)
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!key.isEmpty()) {
      request.header("Authorization", "Bearer " + key);
    }
    return send(request.build());
  }

  public Answer send(HttpRequest request) {
    try {
      return new Answer(HTTP.send(request, BodyHandlers.ofString()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
