package dev.herald.channels.definition;

import dev.herald.channel.Content;
import dev.herald.channel.Mentions;
import dev.herald.channels.definition.answer.Meaning;
import dev.herald.channels.definition.answer.RetryAfter;
import dev.herald.channels.definition.answer.Verdict;
import dev.herald.channels.definition.text.Known;
import dev.herald.channels.definition.text.PlainValue;
import dev.herald.channels.definition.text.Problems;
import dev.herald.channels.definition.text.Section;
import dev.herald.channels.definition.text.Section.Misfit;
import dev.herald.channels.definition.value.Json;
import dev.herald.channels.definition.value.Words;
import dev.herald.channels.reason.DefinitionReason;
import dev.herald.channels.reason.DefinitionReason.ValueUnfit.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/** Reads an {@code examples:} section. */
record ExampleReader(Problems problems) {
  private static final List<String> PARTS =
      List.of("url", "query", "headers", "json", "form", "text");

  Examples read(Section examples) {
    examples.only(Known.EXAMPLES);
    Map<String, String> settings = examples.section("source").allTexts();
    String address = examples.has("to") ? examples.required("to", "") : "";
    return new Examples(
        settings,
        address,
        examples.sections("requests").stream()
            .map(example -> asked(example, settings, address))
            .toList(),
        examples.sections("answers").stream()
            .map(example -> answered(example, settings, address))
            .toList());
  }

  private Examples.Asked asked(Section example, Map<String, String> settings, String address) {
    example.only(Known.EXAMPLE_REQUEST);
    Map<String, Object> expected = new LinkedHashMap<>();
    for (String part : PARTS) {
      if (example.node(part) != null) {
        expected.put(part, plain(example, part));
      }
    }
    Map<String, String> own = new LinkedHashMap<>(settings);
    own.putAll(example.section("source").allTexts());
    String to = example.text("to");
    return new Examples.Asked(
        example.line(),
        example.path(),
        own,
        to == null ? address : to,
        content(example.section("content")),
        expected);
  }

  private static Object plain(Section section, String name) {
    Object value = PlainValue.of(section.node(name));
    return value == null ? "" : value;
  }

  /** A template's content, as a template in a configuration file has it. */
  Content content(Section content) {
    String title = content.has("title") ? content.required("title", "Title") : "";
    if (content.has("url")) {
      return new Content.Link(
          title,
          content.required("text", "text"),
          content.required("url", "https://…"),
          content.text("picture"));
    }
    if (content.has("markdown")) {
      return new Content.Markdown(title, content.required("markdown", ""), mentions(content));
    }
    if (content.has("template")) {
      return template(content);
    }
    if (content.has("json")) {
      return new Content.Payload(
          content.required("type", "grant.vested"), Json.text(plain(content, "json")));
    }
    if (content.has("subject")) {
      return new Content.Email(
          content.required("subject", ""), content.text("html"), content.required("text", "text"));
    }
    return new Content.Text(content.required("text", "hello"), mentions(content));
  }

  private static Content template(Section content) {
    String id = content.required("template", "SMS_1");
    if (content.node("params") instanceof MappingNode) {
      Map<String, String> named = content.section("params").allTexts();
      return new Content.ProviderTemplate(
          id, List.copyOf(named.values()), List.copyOf(named.keySet()), null);
    }
    return new Content.ProviderTemplate(id, content.texts("params"), null);
  }

  private static Mentions mentions(Section content) {
    Section mentions = content.section("mentions").only(List.of("all", "mobiles", "users"));
    return new Mentions(mentions.flag("all"), mentions.texts("mobiles"), mentions.texts("users"));
  }

  private Examples.Answered answered(
      Section example, Map<String, String> settings, String address) {
    example.only(Known.EXAMPLE_ANSWER);
    List<String> words = new ArrayList<>(Verdict.WORDS);
    words.add(Meaning.ACCEPTED);
    String meaning = example.required("is", Meaning.ACCEPTED);
    if (!meaning.isEmpty() && !words.contains(meaning)) {
      example.problem("is", Words.unknown(meaning, words));
    }
    Map<String, String> headers = new LinkedHashMap<>();
    example
        .section("headers")
        .allTexts()
        .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    Integer status = example.parsed("status", ExampleReader::status);
    return new Examples.Answered(
        example.line(),
        example.path(),
        settings,
        address,
        status == null ? 200 : status,
        headers,
        body(example),
        meaning,
        after(example));
  }

  private static @Nullable Duration after(Section example) {
    return example.parsed("after", RetryAfter::parse);
  }

  private static int status(String text) throws Misfit {
    if (!text.matches("[1-5]\\d\\d")) {
      throw new Misfit(new DefinitionReason.ValueUnfit(text, Kind.HTTP_STATUS));
    }
    return Integer.parseInt(text);
  }

  private static byte[] body(Section example) {
    Object body = PlainValue.of(example.node("body"));
    return switch (body) {
      case null -> new byte[0];
      case String text -> text.getBytes(StandardCharsets.UTF_8);
      default -> Json.bytes(body);
    };
  }
}
