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
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The server of a {@link HeraldTest}, over HTTP as its users see it.
 *
 * @param url for example {@code http://127.0.0.1:40123}
 * @param key whose requests these are
 */
public record HeraldApi(String url, String key) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /**
   * What came back.
   *
   * @param body missing when it is empty
   */
  public record Answer(int status, JsonNode body) {}

  /** As administrator. */
  public static HeraldApi of(Environment environment) {
    Path home = Path.of(environment.getRequiredProperty("herald.home"));
    try {
      return new HeraldApi(
          "http://127.0.0.1:" + environment.getRequiredProperty("local.server.port"),
          Files.readString(home.resolve("admin.key")).strip());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public HeraldApi as(String otherKey) {
    return new HeraldApi(url, otherKey);
  }

  public Answer get(String path) {
    return call("GET", path, "application/json", "");
  }

  public Answer put(String path, String json) {
    return call("PUT", path, "application/json", json);
  }

  public Answer post(String path, String json) {
    return post(path, "application/json", json);
  }

  public Answer post(String path, String contentType, String body) {
    return call("POST", path, contentType, body);
  }

  private Answer call(String method, String path, String contentType, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", contentType)
            .method(method, BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
      return new Answer(response.statusCode(), JsonMapper.shared().readTree(response.body()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
