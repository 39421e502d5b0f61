package dev.herald.cli.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Herald server, spoken to as whoever holds the key. Answers other than 2xx are {@link
 * CommandFailure}s that carry the server's reasons.
 */
public final class Server {
  /** Numbers are what the file and the server say, digit by digit. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();

  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final URI url;
  private final String key;

  public Server(URI url, String key) {
    this.url = url;
    this.key = key;
  }

  public URI url() {
    return url;
  }

  public String key() {
    return key;
  }

  public JsonNode get(String path) {
    return call(request(path).GET());
  }

  public JsonNode post(String path, JsonNode body) {
    return call(request(path).POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
  }

  public JsonNode put(String path, JsonNode body) {
    return call(request(path).PUT(BodyPublishers.ofString(JSON.writeValueAsString(body))));
  }

  /** One JSON object a line, both ways. */
  public List<JsonNode> postLines(String path, List<? extends JsonNode> lines) {
    String body = lines.stream().map(JSON::writeValueAsString).collect(Collectors.joining("\n"));
    String answer =
        text(
            request(path)
                .setHeader("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(body)));
    return answer.lines().map(JSON::readTree).toList();
  }

  public void delete(String path) {
    text(request(path).DELETE());
  }

  /** The same server, spoken to with another key. */
  public Server as(String otherKey) {
    return new Server(url, otherKey);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(url.resolve(path))
        .timeout(Duration.ofMinutes(2))
        .header("Authorization", "Bearer " + key)
        .header("Content-Type", "application/json");
  }

  private JsonNode call(HttpRequest.Builder request) {
    return JSON.readTree(text(request));
  }

  private String text(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
      if (response.statusCode() / 100 != 2) {
        throw new CommandFailure(refusal(response));
      }
      return response.body();
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
