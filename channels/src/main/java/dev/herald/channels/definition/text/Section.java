package dev.herald.channels.definition.text;

import dev.herald.channel.Reason;
import dev.herald.channels.definition.text.DefinitionException.Mistake;
import dev.herald.channels.expression.Vocabulary;
import dev.herald.channels.reason.DefinitionReason;
import dev.herald.channels.reason.DefinitionReason.FormWrong.Form;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A YAML mapping that knows its place in the file. What is missing or of the wrong kind becomes a
 * problem and reads as absent.
 */
public final class Section {
  private final Node node;
  private final String path;
  private final Problems problems;
  private final Map<String, Node> members = new LinkedHashMap<>();
  private final Map<String, Node> keys = new LinkedHashMap<>();

  /** Reads a value that is written as a text. */
  @FunctionalInterface
  public interface Parser<T> {
    T parse(String text) throws Misfit;
  }

  /** A text is no such value. */
  public static final class Misfit extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Reason reason;

    public Misfit(Reason reason) {
      super(reason.toString(), null, false, false);
      this.reason = reason;
    }

    public Reason reason() {
      return reason;
    }
  }

  private Section(Node node, String path, Problems problems) {
    this.node = node;
    this.path = path;
    this.problems = problems;
  }

  public static Section of(Node node, String path, Problems problems) {
    Section section = new Section(node, path, problems);
    if (!(node instanceof MappingNode mapping)) {
      problems.add(node, path, new DefinitionReason.FormWrong(Form.MAPPING));
      return section;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        problems.add(tuple.getKeyNode(), path, new DefinitionReason.FormWrong(Form.NAME));
      } else if (section.put(key, tuple.getValueNode()) != null) {
        problems.add(
            key,
            Mistake.NAME_TWICE,
            section.pathOf(key.getValue()),
            new DefinitionReason.MemberTwice());
      }
    }
    return section;
  }

  private @Nullable Node put(ScalarNode key, Node value) {
    keys.putIfAbsent(key.getValue(), key);
    return members.put(key.getValue(), value);
  }

  public int line() {
    return Problems.line(node);
  }

  public String path() {
    return path;
  }

  public String pathOf(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  public Set<String> names() {
    return members.keySet();
  }

  public @Nullable Node node(String name) {
    return members.get(name);
  }

  /** Where a member stands, counted from 1. */
  public int line(String name) {
    return Problems.line(members.getOrDefault(name, node));
  }

  public void problem(Reason reason) {
    problems.add(node, path, reason);
  }

  public void problem(String name, Reason reason) {
    problems.add(members.getOrDefault(name, node), pathOf(name), reason);
  }

  /**
   * @param allowed what could stand there
   */
  public void problem(String name, List<String> allowed, Reason reason) {
    Node at = members.getOrDefault(name, node);
    problems.add(at, Mistake.VALUE_WRONG, pathOf(name), allowed, reason);
  }

  public void warning(String name, Reason reason) {
    problems.warn(members.getOrDefault(name, node), pathOf(name), reason);
  }

  /** Makes every name that is none of these a problem. */
  public Section only(Known known) {
    return only(known.members());
  }

  public Section only(List<String> known) {
    for (String name : members.keySet()) {
      if (!known.contains(name)) {
        problems.add(
            keys.getOrDefault(name, node),
            Mistake.NAME_UNKNOWN,
            pathOf(name),
            known,
            new DefinitionReason.MemberUnknown(
                Vocabulary.nearest(name, known), Vocabulary.sorted(known)));
      }
    }
    return this;
  }

  public @Nullable String text(String name) {
    Node found = members.get(name);
    if (found == null) {
      return null;
    }
    if (found instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
      return scalar.getValue();
    }
    problem(name, new DefinitionReason.FormWrong(Form.TEXT));
    return null;
  }

  /** As it is written; null when it is no text, of which nothing is told. */
  public @Nullable String written(String name) {
    return members.get(name) instanceof ScalarNode scalar ? scalar.getValue() : null;
  }

  /** As {@link #text}; a missing one is a problem, and reads as the empty text. */
  public String required(String name, String example) {
    String text = text(name);
    if (text == null && !members.containsKey(name)) {
      problems.add(
          node,
          Mistake.VALUE_MISSING,
          path,
          new DefinitionReason.MemberMissing(name, "%s: %s".formatted(name, example)));
    }
    return text == null ? "" : text;
  }

  public boolean flag(String name) {
    String text = text(name);
    if (text != null && !text.equals("true") && !text.equals("false")) {
      problem(name, new DefinitionReason.FormWrong(Form.TRUTH));
    }
    return "true".equals(text);
  }

  /** A value read by a parser; absent when it is none. */
  public <T> @Nullable T parsed(String name, Parser<T> parser) {
    String text = text(name);
    if (text == null) {
      return null;
    }
    try {
      return parser.parse(text);
    } catch (Misfit misfit) {
      problem(name, misfit.reason());
      return null;
    }
  }

  /** A section that is empty when it is missing. */
  public Section section(String name) {
    Node found = members.get(name);
    return found == null
        ? new Section(node, pathOf(name), problems)
        : of(found, pathOf(name), problems);
  }

  public boolean has(String name) {
    return members.containsKey(name);
  }

  /** Texts, written as a list or, when it is one, alone. */
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    Node found = members.get(name);
    List<Node> nodes = found instanceof SequenceNode list ? list.getValue() : listOf(found);
    for (Node each : nodes) {
      if (each instanceof ScalarNode scalar) {
        texts.add(scalar.getValue());
      } else {
        problem(name, new DefinitionReason.FormWrong(Form.TEXTS));
      }
    }
    return texts;
  }

  private static List<Node> listOf(@Nullable Node node) {
    return node == null ? List.of() : List.of(node);
  }

  /** The entries of a list, or the one value that stands in its place. */
  public List<Node> entries(String name) {
    Node found = members.get(name);
    return found instanceof SequenceNode list ? list.getValue() : listOf(found);
  }

  /** A mapping that stands somewhere in this file. */
  public Section of(Node found, String at) {
    return of(found, at, problems);
  }

  public List<Section> sections(String name) {
    Node found = members.get(name);
    if (found == null) {
      return List.of();
    }
    if (!(found instanceof SequenceNode list)) {
      problem(name, new DefinitionReason.FormWrong(Form.LIST));
      return List.of();
    }
    List<Section> sections = new ArrayList<>();
    for (Node each : list.getValue()) {
      sections.add(of(each, "%s[%d]".formatted(pathOf(name), sections.size()), problems));
    }
    return sections;
  }

  public void forEachSection(BiConsumer<String, Section> action) {
    for (String name : members.keySet()) {
      action.accept(name, section(name));
    }
  }

  public Map<String, String> allTexts() {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String name : members.keySet()) {
      String text = text(name);
      if (text != null) {
        texts.put(name, text);
      }
    }
    return texts;
  }
}
