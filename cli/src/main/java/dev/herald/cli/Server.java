package dev.herald.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Herald server, spoken to as whoever holds the key. Answers other than 2xx are {@link
 * CommandFailure}s that carry the server's reasons.
 */
final class Server {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
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

  JsonNode get(String path) {
    return call(request(path).GET());
  }

  JsonNode post(String path, JsonNode body) {
    return call(request(path).POST(BodyPublishers.ofString(body.toString())));
  }

  JsonNode put(String path, JsonNode body) {
    return call(request(path).PUT(BodyPublishers.ofString(body.toString())));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(url.resolve(path))
        .timeout(Duration.ofMinutes(2))
        .header("Authorization", "Bearer " + key)
        .header("Content-Type", "application/json");
  }

  private JsonNode call(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      if (response.statusCode() / 100 != 2) {
        throw new CommandFailure(refusal(response));
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

  private static String refusal(HttpResponse<String> response) {
    try {
      JsonNode problem = JSON.readTree(response.body());
      String detail = problem.path("detail").asString(response.body());
      return problem
          .path("errors")
          .valueStream()
          .map(Server::fieldError)
          .collect(
              Collectors.joining(
                  "", "the server refuses (%d): %s".formatted(response.statusCode(), detail), ""));
    } catch (JacksonException notJson) {
      return "the server answered %d: %s".formatted(response.statusCode(), response.body());
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
