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
 * A Herald server, spoken to as whoever holds the key. A request that may come twice is sent again
 * for a minute while the server answers 429 or 503 with {@code Retry-After}. Other answers than 2xx
 * are {@link CommandFailure}s that carry the server's reasons.
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
    return JSON.readTree(body(patiently(request(path).GET().build())));
  }

  /** Once: after a 503 nobody knows whether it was done. */
  public JsonNode post(String path, JsonNode body) {
    return JSON.readTree(body(send(posting(path, body))));
  }

  /** One that only reads, or leaves the same when it comes twice. */
  public JsonNode postRepeatable(String path, JsonNode body) {
    return JSON.readTree(body(patiently(posting(path, body))));
  }

  public JsonNode put(String path, JsonNode body) {
    HttpRequest request =
        request(path).PUT(BodyPublishers.ofString(JSON.writeValueAsString(body))).build();
    return JSON.readTree(body(patiently(request)));
  }

  /** One JSON object a line, both ways; what the lines say may come twice. */
  public List<JsonNode> postLines(String path, List<? extends JsonNode> lines) {
    String body = lines.stream().map(JSON::writeValueAsString).collect(Collectors.joining("\n"));
    HttpRequest request =
        request(path)
            .setHeader("Content-Type", "application/x-ndjson")
            .POST(BodyPublishers.ofString(body))
            .build();
    return body(patiently(request)).lines().map(JSON::readTree).toList();
  }

  public void delete(String path) {
    body(patiently(request(path).DELETE().build()));
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

  private HttpRequest posting(String path, JsonNode body) {
    return request(path).POST(BodyPublishers.ofString(JSON.writeValueAsString(body))).build();
  }

  private static String body(HttpResponse<String> response) {
    if (response.statusCode() / 100 != 2) {
      throw new CommandFailure(refusal(response));
    }
    return response.body();
  }

  private HttpResponse<String> patiently(HttpRequest request) {
    Instant end = Instant.now().plus(PATIENCE);
    HttpResponse<String> response = send(request);
    while (asksToComeBack(response) && Instant.now().isBefore(end)) {
      rest(pause(response));
      response = send(request);
    }
    return response;
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return HTTP.send(request, BodyHandlers.ofString());
    } catch (IOException unreachable) {
      throw new CommandFailure(
          "no answer from %s (%s). Is the server running? ./herald status"
              .formatted(url, unreachable));
    } catch (InterruptedException interrupted) {
      throw interrupted();
    }
  }

  private static void rest(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException interrupted) {
      throw interrupted();
    }
  }

  private static CommandFailure interrupted() {
    Thread.currentThread().interrupt();
    return new CommandFailure("interrupted");
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
