package dev.herald.channels.definition;

import dev.herald.channel.AmbiguityPolicy;
import dev.herald.channel.Channel;
import dev.herald.channel.ConnectorDescription;
import dev.herald.channel.ConnectorDescription.SourceField;
import dev.herald.channel.Content;
import dev.herald.channel.Destination;
import dev.herald.channel.RateCap;
import dev.herald.channels.definition.Definition.Protocol;
import dev.herald.channels.expression.SigningFunctions;
import dev.herald.channels.expression.Vocabulary;
import dev.herald.channels.pattern.LinearPattern;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a definition from top to bottom and tells everything that is wrong with it. */
final class DefinitionReader {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");
  private static final Pattern FIELD = Pattern.compile("[a-z][A-Za-z0-9]{0,39}");
  private static final int MOST_CAPS = 10;

  private final Section root;
  private final Problems problems;

  private DefinitionReader(Section root, Problems problems) {
    this.root = root;
    this.problems = problems;
  }

  static Definition read(String file, String yaml) throws DefinitionException {
    Problems problems = new Problems(file);
    Node node = compose(file, yaml, problems);
    Definition definition = null;
    if (node != null) {
      Section root = Section.of(node, "", problems);
      if (problems.none()) {
        definition = new DefinitionReader(root, problems).definition(versionOf(yaml), yaml);
      }
    }
    problems.throwIfAny();
    return Objects.requireNonNull(definition);
  }

  private static String versionOf(String yaml) {
    return SigningFunctions.hex(SigningFunctions.sha256(yaml.getBytes(StandardCharsets.UTF_8)))
        .substring(0, 12);
  }

  private static @Nullable Node compose(String file, String yaml, Problems problems) {
    try {
      Node node =
          new Compose(LoadSettings.builder().setLabel(file).build())
              .composeString(yaml)
              .orElse(null);
      if (node == null) {
        problems.add(1, "", "is empty; begin with 'connector: <name>'");
        return null;
      }
      return new Tree(problems).isSound(node) ? node : null;
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      problems.add(
          line,
          "",
          "is no YAML: %s; an expression that has ': ' or stands in { } must be quoted"
              .formatted(e.getProblem()));
    } catch (YamlEngineException e) {
      problems.add(1, "", "is no YAML: " + e.getMessage());
    }
    return null;
  }

  private @Nullable Definition definition(String version, String text) {
    root.only(
        "connector",
        "channel",
        "label",
        "destination",
        "contents",
        "source",
        "caps",
        "request",
        "answer",
        "ambiguous",
        "trace",
        "reasons");
    List<SourceField> fields = fields();
    Set<ContentKind> kinds = kinds();
    Destination.Kind destination = word("destination", Destination.Kind.values());
    Map<String, SourceField> byName = new LinkedHashMap<>();
    fields.forEach(field -> byName.put(field.name(), field));
    Protocol protocol = protocol(new Declared(kinds, destination, byName));
    ConnectorDescription description =
        description(
            fields.stream().map(field -> targeted(field, protocol)).toList(),
            kinds,
            destination,
            protocol.trace() != null);
    return description == null || !problems.none()
        ? null
        : new Definition(
            description, version, text, root.line("connector"), protocol, problems.warnings());
  }

  private static SourceField targeted(SourceField field, Protocol protocol) {
    boolean target =
        protocol.request().isTarget(field.name(), field.secret())
            || (protocol.trace() != null
                && protocol.trace().request().isTarget(field.name(), field.secret()));
    return new SourceField(
        field.name(),
        field.secret(),
        field.required(),
        field.pattern(),
        field.fallback(),
        field.help(),
        target);
  }

  private @Nullable ConnectorDescription description(
      List<SourceField> fields,
      Set<ContentKind> kinds,
      Destination.Kind destination,
      boolean traceable) {
    String name = root.required("connector", "dingtalk-robot");
    if (!name.isEmpty() && !NAME.matcher(name).matches()) {
      root.problem("connector", "must be lower case letters, digits and hyphens");
    }
    root.required("channel", "dingtalk");
    Channel channel = root.parsed("channel", written -> ChannelName.parse(written, destination));
    AmbiguityPolicy ambiguity = word("ambiguous", AmbiguityPolicy.values());
    Set<Class<? extends Content>> contents =
        kinds.stream().map(ContentKind::type).collect(Collectors.toSet());
    return channel == null
        ? null
        : new ConnectorDescription(
            name,
            channel,
            root.section("label").allTexts(),
            destination,
            contents,
            fields,
            caps(),
            ambiguity,
            traceable,
            reasons());
  }

  private Map<String, Map<String, String>> reasons() {
    Map<String, Map<String, String>> reasons = new LinkedHashMap<>();
    root.section("reasons")
        .forEachSection((code, section) -> reasons.put(code, section.only("en", "zh").allTexts()));
    return reasons;
  }

  /** One of an enum's words. A missing or wrong one is a problem and reads as the first. */
  private <E extends Enum<E>> E word(String member, E[] values) {
    List<String> words =
        Arrays.stream(values).map(value -> value.name().toLowerCase(Locale.ROOT)).toList();
    String written = root.required(member, words.getFirst());
    int index = words.indexOf(written);
    if (index < 0 && !written.isEmpty()) {
      root.problem(member, "is '%s'; %s".formatted(written, Vocabulary.suggestion(written, words)));
    }
    return values[Math.max(0, index)];
  }

  private List<RateCap> caps() {
    List<RateCap> caps = new ArrayList<>();
    if (root.texts("caps").size() > MOST_CAPS) {
      root.problem("caps", "has more than %d; keep the tightest".formatted(MOST_CAPS));
      return caps;
    }
    for (String text : root.texts("caps")) {
      try {
        caps.add(RateCap.parse(text));
      } catch (IllegalArgumentException e) {
        root.problem("caps", String.valueOf(e.getMessage()));
      }
    }
    return caps;
  }

  /** Written as a list, or as a mapping that says what each kind adds to the body. */
  private Set<ContentKind> kinds() {
    if (!root.has("contents")) {
      root.problem("lacks 'contents'; write for example contents: [text, markdown]");
    }
    Section byKind = contentsByKind();
    List<String> words = byKind == null ? root.texts("contents") : List.copyOf(byKind.names());
    Set<ContentKind> kinds = new LinkedHashSet<>();
    for (String word : words) {
      int index = ContentKind.WORDS.indexOf(word);
      if (index < 0) {
        root.problem(
            "contents",
            "has '%s'; %s".formatted(word, Vocabulary.suggestion(word, ContentKind.WORDS)));
      } else {
        kinds.add(ContentKind.values()[index]);
      }
    }
    return kinds;
  }

  private @Nullable Section contentsByKind() {
    return root.node("contents") instanceof MappingNode ? root.section("contents") : null;
  }

  private List<SourceField> fields() {
    List<SourceField> fields = new ArrayList<>();
    root.section("source").forEachSection((name, section) -> fields.add(field(name, section)));
    return fields;
  }

  private SourceField field(String name, Section section) {
    section.only("secret", "required", "pattern", "fallback", "help");
    if (!FIELD.matcher(name).matches()) {
      section.problem("a field's name must be letters and digits, the first one lower case");
    }
    String pattern = section.parsed("pattern", DefinitionReader::pattern);
    String fallback = section.text("fallback");
    if (pattern != null && fallback != null && !isAllOf(pattern, fallback)) {
      section.problem("fallback", "does not match the field's own pattern");
    }
    return new SourceField(
        name,
        section.flag("secret"),
        section.flag("required"),
        pattern,
        fallback,
        section.section("help").allTexts());
  }

  private static String pattern(String regex) {
    linear(regex);
    return regex;
  }

  private static boolean isAllOf(String pattern, String text) {
    return linear(pattern).isAllOf(text);
  }

  private static LinearPattern linear(String regex) {
    try {
      return LinearPattern.of(regex);
    } catch (LinearPattern.Unusable unusable) {
      throw new IllegalArgumentException(
          "%s; expected %s".formatted(unusable.reason(), unusable.expected()), unusable);
    }
  }

  private Protocol protocol(Declared declared) {
    Set<String> fields = declared.fields().keySet();
    for (String needed : List.of("request", "answer")) {
      if (!root.has(needed)) {
        root.problem("lacks '%s'".formatted(needed));
      }
    }
    RequestReader requests =
        new RequestReader(new ShapeReader(Words.ofRequest(fields), declared, problems));
    AnswerReader answers =
        new AnswerReader(
            new ShapeReader(Words.ofAnswer(fields), declared, problems), connectorName());
    return new Protocol(
        requests.read(root.section("request"), contentsByKind()),
        answers.rules(root.section("answer")),
        root.has("trace") ? trace(declared) : null);
  }

  private String connectorName() {
    return root.has("connector") ? Objects.requireNonNullElse(root.text("connector"), "") : "";
  }

  private TraceQuery trace(Declared declared) {
    Set<String> fields = declared.fields().keySet();
    Section trace = root.section("trace").only("request", "answer");
    ShapeReader request = new ShapeReader(Words.ofTraceRequest(fields), declared, problems);
    ShapeReader answer = new ShapeReader(Words.ofTraceAnswer(fields), declared, problems);
    return new AnswerReader(answer, connectorName())
        .trace(
            trace.section("answer"),
            new RequestReader(request).read(trace.section("request"), null));
  }
}
