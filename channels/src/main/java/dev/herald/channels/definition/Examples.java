package dev.herald.channels.definition;

import dev.herald.channel.CallReason;
import dev.herald.channel.Content;
import dev.herald.channel.Destination;
import dev.herald.channel.Message;
import dev.herald.channel.Reason;
import dev.herald.channel.SendResult;
import dev.herald.channel.Source;
import dev.herald.channel.mask.Mask;
import dev.herald.channels.definition.answer.Answer;
import dev.herald.channels.definition.answer.AnswerRules;
import dev.herald.channels.definition.answer.Meaning;
import dev.herald.channels.definition.text.DefinitionException.Mistake;
import dev.herald.channels.definition.text.Problems;
import dev.herald.channels.definition.value.ContentKind;
import dev.herald.channels.definition.value.Json;
import dev.herald.channels.definition.value.Words;
import dev.herald.channels.expression.ExpressionFault;
import dev.herald.channels.expression.Scope;
import dev.herald.channels.http.HttpAnswer;
import dev.herald.channels.http.HttpCall;
import dev.herald.channels.reason.DefinitionReason;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a definition says that it does, run against what it does: no request is made. The time is
 * always {@link #NOW}, the message {@link #ID}, and a token {@code TOKEN}.
 *
 * @param settings of the source that they are about, where one has no others
 * @param address that their messages go to, where one has no other; empty when none is said
 */
record Examples(
    Map<String, String> settings, String address, List<Asked> requests, List<Answered> answers) {
  static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  /** Made at {@link #NOW}. */
  static final UUID ID = UUID.fromString("019b7ca9-8c88-7000-8000-000000000001");

  private static final String TOKEN = "TOKEN";

  /**
   * A message, and what must be in its request.
   *
   * @param expected by the part of the request: url, query, headers, json, form, text
   */
  record Asked(
      int line,
      String path,
      Map<String, String> settings,
      String address,
      Content content,
      Map<String, Object> expected) {}

  /**
   * An answer, and what it means.
   *
   * @param meaning {@code accepted}, or a class
   * @param after how long must be waited; null: not said
   */
  record Answered(
      int line,
      String path,
      Map<String, String> settings,
      String address,
      int status,
      Map<String, String> headers,
      byte[] body,
      String meaning,
      @Nullable Duration after) {}

  void run(Definition definition, Problems problems) {
    requests.forEach(example -> check(definition, example, problems));
    answers.forEach(example -> check(definition, example, problems));
  }

  private static void check(Definition definition, Asked example, Problems problems) {
    Message message = message(definition, example.settings, example.address, example.content);
    HttpCall call;
    try {
      call =
          definition
              .protocol()
              .request()
              .call(ID, ContentKind.of(example.content), scope(definition, message), NOW);
    } catch (ExpressionFault fault) {
      unmade(example, fault.reason(), problems);
      return;
    } catch (IllegalArgumentException e) {
      unmade(example, DefinedConnector.reason(e), problems);
      return;
    }
    Map<String, Object> made = made(call);
    example.expected.forEach((part, expected) -> {
      Reason difference = Difference.between(part, expected, made.get(part));
      if (difference != null) {
        problems.add(example.line, Mistake.EXAMPLE_FAILS, example.path, difference);
      }
    });
  }

  private static void unmade(Asked example, CallReason reason, Problems problems) {
    problems.add(
        example.line,
        Mistake.EXAMPLE_FAILS,
        example.path,
        new DefinitionReason.ExampleUnmade(reason));
  }

  private static Map<String, Object> made(HttpCall call) {
    Map<String, Object> made = new LinkedHashMap<>();
    String address = call.uri().toString();
    made.put("url", address.replaceFirst("\\?.*", ""));
    made.put("query", pairs(Objects.requireNonNullElse(call.uri().getRawQuery(), "")));
    made.put("headers", lower(call.headers()));
    if (call.body() != null) {
      String text = new String(call.body(), StandardCharsets.UTF_8);
      made.put("text", text);
      made.put("form", pairs(text));
      Object json = Json.read(call.body());
      if (json != null) {
        made.put("json", json);
      }
    }
    return made;
  }

  private static Map<String, String> lower(Map<String, String> headers) {
    return headers.entrySet().stream()
        .collect(
            Collectors.toMap(
                header -> header.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
  }

  private static Map<String, String> pairs(String encoded) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String pair : encoded.split("&")) {
      String[] sides = pair.split("=", 2);
      if (sides.length == 2) {
        pairs.put(decoded(sides[0]), decoded(sides[1]));
      }
    }
    return pairs;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return text;
    }
  }

  private static void check(Definition definition, Answered example, Problems problems) {
    Message message =
        message(definition, example.settings, example.address, new Content.Text("text"));
    AnswerRules rules = definition.protocol().answer();
    Answer answer =
        Answer.of(
            new HttpAnswer(example.status, example.headers, example.body, false),
            scope(definition, message),
            Mask.ofSecrets(definition.description(), message.source()));
    SendResult result = rules.judge(answer, definition.protocol().request().host(), 1, NOW);
    List<String> meant = rules.isBadToken(answer) ? List.of("token") : Meaning.of(result);
    if (!meant.contains(example.meaning)) {
      problems.add(
          example.line,
          Mistake.EXAMPLE_FAILS,
          example.path,
          new DefinitionReason.ExampleMeans(meant, example.meaning));
    } else if (example.after != null && !example.after.equals(Meaning.after(result))) {
      Duration after = Meaning.after(result);
      problems.add(
          example.line,
          Mistake.EXAMPLE_FAILS,
          example.path,
          new DefinitionReason.ExampleWaits(
              after == null ? null : after.toSeconds(), example.after.toSeconds()));
    }
  }

  private static Message message(
      Definition definition, Map<String, String> settings, String address, Content content) {
    Destination.Kind kind = definition.description().destination();
    String text = kind == Destination.Kind.NONE ? "" : address.isEmpty() ? "somebody" : address;
    return new Message(
        ID,
        1,
        definition.description().channel(),
        new Source(new UUID(0, 1), "example", definition.description().name(), settings),
        content,
        new Destination(kind, text));
  }

  private static Scope scope(Definition definition, Message message) {
    Map<String, Object> steps = new LinkedHashMap<>();
    definition.protocol().steps().forEach(step -> steps.put(step.name(), step.name()));
    Map<String, String> settings =
        Words.settings(message.source(), DefinedConnector.fallbacks(definition.description()));
    return definition.scope(message, settings, NOW).with("token", TOKEN).with("steps", steps);
  }
}
