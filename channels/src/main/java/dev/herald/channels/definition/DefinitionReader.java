package dev.herald.channels.definition;

import dev.herald.channel.AmbiguityPolicy;
import dev.herald.channel.Channel;
import dev.herald.channel.ConnectorDescription;
import dev.herald.channel.ConnectorDescription.ProviderCause;
import dev.herald.channel.ConnectorDescription.SourceField;
import dev.herald.channel.Content;
import dev.herald.channel.Destination;
import dev.herald.channel.LengthLimit;
import dev.herald.channel.RateCap;
import dev.herald.channels.definition.Definition.Protocol;
import dev.herald.channels.definition.read.ChannelName;
import dev.herald.channels.definition.read.Declared;
import dev.herald.channels.definition.read.SourceReader;
import dev.herald.channels.definition.text.DefinitionException;
import dev.herald.channels.definition.text.DefinitionException.Mistake;
import dev.herald.channels.definition.text.Known;
import dev.herald.channels.definition.text.Nesting;
import dev.herald.channels.definition.text.Problems;
import dev.herald.channels.definition.text.Section;
import dev.herald.channels.definition.text.Section.Misfit;
import dev.herald.channels.definition.text.Tree;
import dev.herald.channels.definition.text.YamlComplaint;
import dev.herald.channels.definition.value.ContentKind;
import dev.herald.channels.definition.value.Words;
import dev.herald.channels.expression.Read;
import dev.herald.channels.expression.Shape;
import dev.herald.channels.expression.SigningFunctions;
import dev.herald.channels.reason.DefinitionReason;
import dev.herald.channels.reason.DefinitionReason.FormWrong.Form;
import dev.herald.channels.reason.DefinitionReason.ValueUnfit.Kind;
import dev.herald.channels.reason.DefinitionReason.YamlWrong.Mend;
import dev.herald.channels.reason.YamlReason;
import dev.herald.channels.reason.YamlReason.YamlUnread;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a definition from top to bottom and tells everything that is wrong with it. */
final class DefinitionReader {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");
  private static final int MOST_CAPS = 10;
  private static final String CAUSE = "cause";
  private static final List<String> WORDS_OF_REASON = List.of("en", "zh", CAUSE);

  private final Section root;
  private final Problems problems;

  private DefinitionReader(Section root, Problems problems) {
    this.root = root;
    this.problems = problems;
  }

  /**
   * @param withExamples whether its examples are run
   */
  static Definition read(String file, String yaml, boolean withExamples)
      throws DefinitionException {
    Problems problems = new Problems(file);
    Node node = compose(file, yaml, problems);
    Definition definition = null;
    if (node != null) {
      Section root = Section.of(node, "", problems);
      if (problems.none()) {
        definition =
            new DefinitionReader(root, problems).definition(digest(yaml), yaml, withExamples);
      }
    }
    problems.throwIfAny();
    return Objects.requireNonNull(definition);
  }

  static String digest(String yaml) {
    return SigningFunctions.hex(SigningFunctions.sha256(yaml.getBytes(StandardCharsets.UTF_8)))
        .substring(0, 12);
  }

  private static @Nullable Node compose(String file, String yaml, Problems problems) {
    LoadSettings settings = LoadSettings.builder().setLabel(file).build();
    try {
      Optional<Event> tooDeep = Nesting.tooDeep(new Parse(settings).parseString(yaml));
      if (tooDeep.isPresent()) {
        int line = tooDeep.get().getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
        problems.add(line, Mistake.NOT_YAML, "", new YamlReason.LevelsTooMany(Nesting.DEEPEST));
        return null;
      }
      Node node = new Compose(settings).composeString(yaml).orElse(null);
      if (node == null) {
        problems.add(1, Mistake.VALUE_MISSING, "", new DefinitionReason.DefinitionEmpty());
        return null;
      }
      if (!(node instanceof MappingNode)) {
        problems.add(node, "", new DefinitionReason.FormWrong(Form.DEFINITION));
        return null;
      }
      return new Tree(problems).isSound(node) ? node : null;
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      int column = e.getProblemMark().map(mark -> mark.getColumn() + 1).orElse(1);
      problems.add(line, column, Mistake.NOT_YAML, "", YamlComplaint.of(e, yaml, line));
    } catch (YamlEngineException e) {
      problems.add(
          1,
          Mistake.NOT_YAML,
          "",
          new DefinitionReason.YamlWrong(YamlUnread.of(String.valueOf(e.getMessage())), Mend.NONE));
    }
    return null;
  }

  private @Nullable Definition definition(String version, String text, boolean withExamples) {
    root.only(Known.DEFINITION);
    List<SourceField> fields = SourceReader.fields(root.section("source"));
    Set<ContentKind> kinds = kinds();
    Destination.Kind destination = word("destination", Destination.Kind.values());
    Map<String, SourceField> byName = new LinkedHashMap<>();
    fields.forEach(field -> byName.put(field.name(), field));
    Protocol protocol =
        new ProtocolReader(root, new Declared(kinds, destination, byName), problems)
            .read(contentsByKind());
    ConnectorDescription description =
        description(
            fields.stream().map(field -> targeted(field, protocol)).toList(),
            kinds,
            destination,
            protocol);
    Examples examples = new ExampleReader(problems).read(root.section("examples"));
    if (description == null || !problems.none()) {
      return null;
    }
    Definition definition =
        new Definition(
            description,
            version,
            text,
            root.line("connector"),
            protocol,
            new Definition.Sample(examples.settings(), examples.address()),
            problems.warnings());
    if (withExamples) {
      examples.run(definition, problems);
    }
    return definition;
  }

  private static SourceField targeted(SourceField field, Protocol protocol) {
    return new SourceField(
        field.name(),
        field.label(),
        field.secret(),
        field.required(),
        field.pattern(),
        field.fallback(),
        field.help(),
        protocol.isTarget(field.name(), field.secret()));
  }

  private @Nullable ConnectorDescription description(
      List<SourceField> fields,
      Set<ContentKind> kinds,
      Destination.Kind destination,
      Protocol protocol) {
    String name = root.required("connector", "dingtalk-robot");
    if (!name.isEmpty() && !NAME.matcher(name).matches()) {
      root.problem("connector", new DefinitionReason.FormWrong(Form.LOWER_CASE));
    }
    root.required("channel", "dingtalk");
    Channel channel = root.parsed("channel", written -> ChannelName.parse(written, destination));
    String idempotency = idempotency(protocol);
    AmbiguityPolicy ambiguity =
        idempotency != null && !root.has("ambiguous")
            ? AmbiguityPolicy.RESEND
            : word("ambiguous", AmbiguityPolicy.values());
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
            protocol.trace() != null,
            limits(kinds),
            idempotency,
            reasons(),
            protocol.batch() == null ? null : protocol.batch().limit(),
            protocol.recall() == null ? null : protocol.recall().limit());
  }

  private Map<String, Map<String, String>> reasons() {
    Map<String, Map<String, String>> reasons = new LinkedHashMap<>();
    root.section("reasons")
        .forEachSection(
            (code, section) -> reasons.put(code, reason(section.only(WORDS_OF_REASON))));
    return reasons;
  }

  private static Map<String, String> reason(Section section) {
    String cause = section.text(CAUSE);
    if (cause != null && ProviderCause.of(cause).isEmpty()) {
      List<String> words = ProviderCause.words();
      section.problem(CAUSE, words, Words.unknown(cause, words));
    }
    return section.allTexts();
  }

  /**
   * The part of the request by which the provider drops a repeat; it is the same on each attempt.
   */
  private @Nullable String idempotency(Protocol protocol) {
    String name = root.text("idempotent");
    if (name == null) {
      return null;
    }
    Shape part = protocol.request().part(name);
    if (part == null) {
      root.problem("idempotent", new DefinitionReason.IdempotentUnknown(name));
    } else if (part.reads().contains("now")
        || part.memberReads().contains(new Read("message", "attempt"))) {
      root.problem("idempotent", new DefinitionReason.IdempotentChanges(name));
    }
    return name;
  }

  private List<LengthLimit> limits(Set<ContentKind> kinds) {
    Set<String> parts = new TreeSet<>(Set.of(LengthLimit.REQUEST));
    kinds.forEach(kind -> parts.addAll(kind.members()));
    Section limits = root.section("limits").only(List.copyOf(parts));
    List<LengthLimit> read = new ArrayList<>();
    for (String part : limits.names()) {
      LengthLimit limit = limits.parsed(part, text -> limit(part, text));
      if (limit != null) {
        read.add(limit);
      }
    }
    return read;
  }

  private static LengthLimit limit(String part, String text) throws Misfit {
    try {
      return LengthLimit.parse(part, text);
    } catch (IllegalArgumentException _) {
      throw new Misfit(new DefinitionReason.ValueUnfit(text, Kind.LENGTH));
    }
  }

  /** One of an enum's words. A missing or wrong one is a problem and reads as the first. */
  private <E extends Enum<E>> E word(String member, E[] values) {
    List<String> words =
        Arrays.stream(values).map(value -> value.name().toLowerCase(Locale.ROOT)).toList();
    String written = root.required(member, words.getFirst());
    int index = words.indexOf(written);
    if (index < 0 && !written.isEmpty()) {
      root.problem(member, words, Words.unknown(written, words));
    }
    return values[Math.max(0, index)];
  }

  private List<RateCap> caps() {
    List<RateCap> caps = new ArrayList<>();
    if (root.texts("caps").size() > MOST_CAPS) {
      root.problem("caps", new DefinitionReason.CapsTooMany(MOST_CAPS));
      return caps;
    }
    for (String text : root.texts("caps")) {
      try {
        caps.add(RateCap.parse(text));
      } catch (IllegalArgumentException _) {
        root.problem("caps", new DefinitionReason.ValueUnfit(text, Kind.RATE_CAP));
      }
    }
    return caps;
  }

  /** Written as a list, or as a mapping that says what each kind adds to the body. */
  private Set<ContentKind> kinds() {
    if (!root.has("contents")) {
      root.problem(new DefinitionReason.MemberMissing("contents", "contents: [text, markdown]"));
    }
    Section byKind = contentsByKind();
    List<String> words = byKind == null ? root.texts("contents") : List.copyOf(byKind.names());
    Set<ContentKind> kinds = new LinkedHashSet<>();
    for (String word : words) {
      int index = ContentKind.WORDS.indexOf(word);
      if (index < 0) {
        root.problem("contents", ContentKind.WORDS, Words.unknown(word, ContentKind.WORDS));
      } else {
        kinds.add(ContentKind.values()[index]);
      }
    }
    return kinds;
  }

  private @Nullable Section contentsByKind() {
    return root.node("contents") instanceof MappingNode ? root.section("contents") : null;
  }
}
