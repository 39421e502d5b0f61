package dev.herald.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request of the test's resources, with what a stand-in answers to it.
 *
 * @param secrets what must be known for it to be taken: provider, account, secret
 * @param text what the answer holds
 */
record TriedRequest(
    String id,
    String provider,
    String method,
    String url,
    Map<String, String> headers,
    @Nullable String body,
    List<List<String>> secrets,
    int status,
    String text) {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final AtomicInteger LAST = new AtomicInteger(1_000);
  private static final Pattern FILLER = Pattern.compile("%(\\w+)-(\\d+)%");

  TriedRequest {
    secrets = Objects.requireNonNullElse(secrets, List.of());
  }

  /** What independent clients sent. */
  static List<TriedRequest> captured() {
    return read("captured.jsonl");
  }

  /** One of each kind, written by hand. */
  static List<TriedRequest> own() {
    return read("own.jsonl");
  }

  static TriedRequest own(String id) {
    return own().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
  }

  private static List<TriedRequest> read(String file) {
    return lines(file).stream().map(line -> MAPPER.readValue(line, TriedRequest.class)).toList();
  }

  /** The lines of a file in {@code requests/}, comments left out. */
  static List<String> lines(String file) {
    try (InputStream in =
        Objects.requireNonNull(TriedRequest.class.getResourceAsStream("/requests/" + file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With another text wherever it has this one, and with fillers in full. */
  TriedRequest with(String from, String to) {
    String whole =
        FILLER
            .matcher(to)
            .replaceAll(filler ->
                Matcher.quoteReplacement(full(filler.group(1), Integer.parseInt(filler.group(2)))));
    UnaryOperator<String> change = text -> text.replace(from, whole);
    Map<String, String> changed = new LinkedHashMap<>();
    headers.forEach((name, value) -> changed.put(name, change.apply(value)));
    return new TriedRequest(
        id,
        provider,
        method,
        change.apply(url),
        changed,
        body == null ? null : change.apply(body),
        secrets,
        status,
        text);
  }

  /** With a request id of its own, where the provider refuses one that it saw before. */
  TriedRequest fresh() {
    return with("req0000000", "req%07d".formatted(LAST.incrementAndGet()));
  }

  TriedRequest body(String other) {
    return new TriedRequest(id, provider, method, url, headers, other, secrets, status, text);
  }

  /** {@code %list-3%}: three of that kind. */
  private static String full(String kind, int count) {
    return switch (kind) {
      case "letters" -> "x".repeat(count);
      case "han" -> "字".repeat(count);
      case "list" -> joined(count, "\"e%d\"", ", ", "[", "]");
      case "users" -> joined(count, "u%d", ",", "", "");
      case "bars" -> joined(count, "u%d", "|", "", "");
      case "numbers" -> joined(count, "1380%04d", ",", "", "");
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private static String joined(int count, String each, String between, String start, String end) {
    return IntStream.range(0, count)
        .mapToObj(each::formatted)
        .collect(Collectors.joining(between, start, end));
  }

  void register(Sandbox sandbox) {
    secrets.forEach(each -> sandbox.accounts().register(each.get(0), each.get(1), each.get(2)));
  }

  Caller.Response send(Sandbox sandbox) throws IOException {
    try (Caller caller = new Caller(sandbox.httpAddress())) {
      return caller.call(method, url, headers, body == null ? "" : body);
    }
  }

  @Override
  public String toString() {
    return id;
  }
}
