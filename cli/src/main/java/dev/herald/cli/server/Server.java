package dev.herald.cli.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Herald server, spoken to as whoever holds the key. A request that the server has no room for at
 * this moment (429 or 503 with {@code Retry-After}: nothing was done) is sent again for a minute.
 * Other answers than 2xx are {@link CommandFailure}s that carry the server's reasons.
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

  private static final String RETRY_AFTER = "Retry-After";
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

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
        .header("Content-Type", "application/json")
        .header("Accept-Language", Locale.getDefault().toLanguageTag());
  }

  private JsonNode call(HttpRequest.Builder request) {
    return JSON.readTree(text(request));
  }

  private String text(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = answer(request.build());
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

  private static HttpResponse<String> answer(HttpRequest request)
      throws IOException, InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
    while (asksToComeBack(response) && Instant.now().isBefore(end)) {
      Thread.sleep(pause(response));
      response = HTTP.send(request, BodyHandlers.ofString());
    }
    return response;
  }

  private static boolean asksToComeBack(HttpResponse<String> response) {
    return (response.statusCode() == 429 || response.statusCode() == 503)
        && response.headers().firstValue(RETRY_AFTER).isPresent();
  }

  private static Duration pause(HttpResponse<String> response) {
    try {
      Duration asked =
          Duration.ofSeconds(response.headers().firstValueAsLong(RETRY_AFTER).orElseThrow());
      return asked.compareTo(LONGEST_PAUSE) < 0 ? asked : LONGEST_PAUSE;
    } catch (NumberFormatException date) {
      return LONGEST_PAUSE;
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
    return "\n  %s: %s"
        .formatted(error.path("field").asString(""), error.path("reason").asString(""));
  }
}
