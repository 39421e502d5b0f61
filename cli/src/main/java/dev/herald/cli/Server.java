package dev.herald.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Herald server, spoken to as whoever holds the key. Safe for concurrent use. Except for {@link
 * #submit}, answers other than 2xx are {@link CommandFailure}s that carry the server's reasons.
 */
final class Server {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();

  private final URI url;
  private final String key;

  Server(URI url, String key) {
    this.url = url;
    this.key = key;
  }

  URI url() {
    return url;
  }

  String key() {
    return key;
  }

  Server as(String otherKey) {
    return new Server(url, otherKey);
  }

  JsonNode get(String path) {
    return call(request(path).GET());
  }

  JsonNode post(String path, JsonNode body) {
    return call(request(path).POST(BodyPublishers.ofString(body.toString())));
  }

  JsonNode put(String path, JsonNode body) {
    return call(request(path).PUT(BodyPublishers.ofString(body.toString())));
  }

  /** Submits a message; its answer is the caller's to judge. */
  HttpResponse<String> submit(String idempotencyKey, JsonNode message)
      throws IOException, InterruptedException {
    return HTTP.send(
        request("/v1/messages")
            .header("Idempotency-Key", idempotencyKey)
            .POST(BodyPublishers.ofString(message.toString()))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(url.resolve(path))
        .timeout(Duration.ofMinutes(2))
        .header("Authorization", "Bearer " + key)
        .header("Content-Type", "application/json");
  }

  private JsonNode call(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
      if (response.statusCode() / 100 != 2) {
        throw new CommandFailure("the server refuses (%s)".formatted(refusal(response)));
      }
      return JSON.readTree(response.body());
    } catch (IOException unreachable) {
      throw new CommandFailure(
          "no answer from %s (%s). Is the server running? ./herald status"
              .formatted(url, unreachable));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted");
    }
  }

  /** Why, in the server's words: status, detail, and a line for each field. */
  static String refusal(HttpResponse<String> response) {
    try {
      JsonNode problem = JSON.readTree(response.body());
      return problem
          .path("errors")
          .valueStream()
          .map(Server::fieldError)
          .collect(
              Collectors.joining(
                  "",
                  "%d: %s"
                      .formatted(
                          response.statusCode(), problem.path("detail").asString(response.body())),
                  ""));
    } catch (JacksonException notJson) {
      return "%d: %s".formatted(response.statusCode(), response.body());
    }
  }

  private static String fieldError(JsonNode error) {
    return "\n  %s: %s; expected %s"
        .formatted(
            error.path("field").asString(""),
            error.path("reason").asString(""),
            error.path("expected").asString("something else"));
  }
}
