package dev.herald.channels.definition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.channel.Content;
import dev.herald.channel.Destination;
import dev.herald.channel.Message;
import dev.herald.channel.SentMessage;
import dev.herald.channels.BuiltInNames;
import dev.herald.channels.definition.recipe.BatchRecipe;
import dev.herald.channels.definition.recipe.TokenRecipe;
import dev.herald.channels.definition.request.RequestTemplate;
import dev.herald.channels.definition.text.PlainValue;
import dev.herald.channels.definition.text.Problems;
import dev.herald.channels.definition.text.Section;
import dev.herald.channels.definition.value.ContentKind;
import dev.herald.channels.definition.value.Json;
import dev.herald.channels.definition.value.Words;
import dev.herald.channels.expression.Scope;
import dev.herald.channels.http.HttpCall;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Every shipped definition's request, held against what other clients send for the same message.
 */
class CapturedRequestsTest {
  /** Not captured in any form: what they send is only in these files' own examples and tests. */
  private static final Set<String> UNCAPTURED = Set.of("tiger-app");

  /** Held elsewhere: their signatures cover the bytes of the body. */
  private static final Set<String> SIGNED_BY_BYTES = Set.of("tencent-sms", "webhook");

  /** One captured request, and the message that it was made of. */
  record Captured(Map<String, Object> facts, Section section) {
    String connector() {
      return text("connector");
    }

    String text(String name) {
      return String.valueOf(facts.get(name));
    }

    @Override
    public String toString() {
      return text("of");
    }
  }

  static Stream<Captured> captured() throws IOException {
    String file = "captured-requests.yaml";
    try (InputStream in =
        Objects.requireNonNull(CapturedRequestsTest.class.getResourceAsStream(file))) {
      Node root =
          new Compose(LoadSettings.builder().build())
              .composeString(new String(in.readAllBytes(), UTF_8))
              .orElseThrow();
      return ((SequenceNode) root)
          .getValue().stream()
              .map(node ->
                  new Captured(
                      members(PlainValue.of(node)), Section.of(node, "", new Problems(file))));
    }
  }

  @ParameterizedTest
  @MethodSource("captured")
  void theRequestIsTheCapturedOne(Captured captured) {
    Definition definition = BuiltIn.definition(captured.connector());
    Message message = message(definition, captured);

    HttpCall call =
        captured.facts.containsKey("recall")
            ? recall(definition, message, captured.text("recall"))
            : captured.facts.containsKey("others")
                ? together(definition, message, captured)
                : definition
                    .protocol()
                    .request()
                    .call(
                        message.id(),
                        ContentKind.of(message.content()),
                        scope(definition, message),
                        BuiltIn.NOW);

    holds(call, captured.facts);
  }

  /** With those that go in the same call. */
  private static HttpCall together(Definition definition, Message first, Captured captured) {
    List<Message> messages = new ArrayList<>(List.of(first));
    for (Section other : captured.section.sections("others")) {
      Content content =
          other.has("content")
              ? new ExampleReader(new Problems("")).content(other.section("content"))
              : first.content();
      Destination to = new Destination(first.destination().kind(), other.required("to", ""));
      messages.add(BuiltIn.message(definition, first.source().settings(), content, to));
    }
    BatchRecipe recipe = Objects.requireNonNull(definition.protocol().batch());
    assertThat(
            messages.stream()
                .map(each ->
                    recipe.key(
                        each.content(),
                        definition.scope(each, settings(definition, each), BuiltIn.NOW)))
                .distinct())
        .hasSize(1)
        .doesNotContainNull();
    return recipe
        .request()
        .call(
            messages.stream().map(Message::id).toList(),
            ContentKind.of(first.content()),
            definition
                .scope(messages, settings(definition, first), BuiltIn.NOW)
                .with("token", "TOKEN"),
            BuiltIn.NOW);
  }

  private static HttpCall recall(Definition definition, Message message, String providerId) {
    SentMessage sent =
        new SentMessage(
            message.id(), message.source(), message.destination(), providerId, BuiltIn.NOW);
    return Objects.requireNonNull(definition.protocol().recall())
        .request()
        .call(
            message.id(),
            null,
            definition
                .scope(sent, settings(definition, message), BuiltIn.NOW)
                .with("token", "TOKEN"),
            BuiltIn.NOW);
  }

  @ParameterizedTest
  @MethodSource("captured")
  void theTokenIsFetchedAsInTheCapture(Captured captured) {
    if (!(captured.facts.get("fetch") instanceof Map<?, ?> fetch)) {
      return;
    }
    Definition definition = BuiltIn.definition(captured.connector());
    Message message = message(definition, captured);
    TokenRecipe recipe = Objects.requireNonNull(definition.protocol().token());
    Map<String, String> settings = settings(definition, message);

    HttpCall call =
        Objects.requireNonNull(recipe.request())
            .call(message.id(), null, definition.scope(settings, BuiltIn.NOW), BuiltIn.NOW);

    holds(call, members(fetch));
  }

  @Test
  void everyShippedDefinitionIsHeldAgainstACapture() throws IOException {
    Set<String> held = captured().map(Captured::connector).collect(Collectors.toSet());
    held.addAll(SIGNED_BY_BYTES);
    held.addAll(UNCAPTURED);

    assertThat(BuiltInNames.all()).isSubsetOf(held);
  }

  private static void holds(HttpCall call, Map<String, Object> facts) {
    String method =
        RequestTemplate.METHODS.stream().filter(facts::containsKey).findFirst().orElseThrow();
    assertThat(call.method().toLowerCase(Locale.ROOT)).isEqualTo(method);
    assertThat(decoded(call.uri().toString().replaceFirst("\\?.*", "")))
        .isEqualTo(facts.get(method));
    assertThat(query(call.uri())).isEqualTo(members(facts.getOrDefault("query", Map.of())));
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(call.headers());
    members(facts.getOrDefault("headers", Map.of()))
        .forEach((name, value) -> assertThat(headers).containsEntry(name, value.toString()));
    if (facts.containsKey("form")) {
      assertThat(pairs(body(call))).isEqualTo(members(facts.get("form")));
    } else if (facts.containsKey("json")) {
      Map<String, Object> json = members(Json.read(body(call).getBytes(UTF_8)));
      if (facts.get("also") instanceof List<?> added) {
        added.forEach(name -> assertThat(json.remove(name.toString())).isNotNull());
      }
      assertThat(json).isEqualTo(facts.get("json"));
    } else {
      assertThat(call.body() == null || call.body().length == 0).isTrue();
    }
  }

  private static Message message(Definition definition, Captured captured) {
    Map<String, String> settings = captured.section.section("source").allTexts();
    Content content =
        captured.section.has("content")
            ? new ExampleReader(new Problems("")).content(captured.section.section("content"))
            : new Content.Text("taken back");
    Destination.Kind kind = definition.description().destination();
    String to = kind == Destination.Kind.NONE ? "" : captured.text("to");
    return BuiltIn.message(definition, settings, content, new Destination(kind, to));
  }

  private static Map<String, String> settings(Definition definition, Message message) {
    return Words.settings(message.source(), DefinedConnector.fallbacks(definition.description()));
  }

  private static Scope scope(Definition definition, Message message) {
    return definition
        .scope(message, settings(definition, message), BuiltIn.NOW)
        .with("token", "TOKEN");
  }

  private static Map<String, Object> query(URI uri) {
    return uri.getRawQuery() == null ? Map.of() : pairs(uri.getRawQuery());
  }

  private static Map<String, Object> pairs(String encoded) {
    Map<String, Object> pairs = new LinkedHashMap<>();
    for (String pair : encoded.split("&")) {
      String[] sides = pair.split("=", 2);
      pairs.put(decoded(sides[0]), decoded(sides[1]));
    }
    return pairs;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, UTF_8);
  }

  private static String body(HttpCall call) {
    return new String(Objects.requireNonNull(call.body()), UTF_8);
  }

  private static Map<String, Object> members(@Nullable Object value) {
    Map<String, Object> members = new LinkedHashMap<>();
    ((Map<?, ?>) Objects.requireNonNull(value))
        .forEach((name, member) -> members.put(name.toString(), member));
    return members;
  }
}
