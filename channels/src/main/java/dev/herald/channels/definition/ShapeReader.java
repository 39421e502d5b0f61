package dev.herald.channels.definition;

import dev.herald.channels.expression.Expression;
import dev.herald.channels.expression.ExpressionException;
import dev.herald.channels.expression.Shape;
import dev.herald.channels.expression.Vocabulary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads the parts of a file that have expressions in them, with one vocabulary. */
record ShapeReader(Vocabulary vocabulary, Problems problems) {
  private static final Shape NOTHING = new Shape.Constant(null);
  private static final Set<Tag> CONSTANTS = Set.of(Tag.NULL, Tag.BOOL, Tag.INT, Tag.FLOAT);
  private static final int DEEPEST = 20;

  /** The shape of a member, or null when it is missing. */
  @Nullable Shape optional(Section section, String name) {
    Node node = section.node(name);
    return node == null ? null : shape(node, section.pathOf(name), 0);
  }

  /** An expression written alone, as {@code ${…}}; absent when missing. */
  @Nullable Expression expression(Section section, String name) {
    return switch (optional(section, name)) {
      case null -> null;
      case Shape.Formula(Expression expression) -> expression;
      case Shape shape -> {
        if (shape != NOTHING) {
          section.problem(name, "must be one expression: \"${…}\"");
        }
        yield null;
      }
    };
  }

  /** The members of a section that is one; none when it is missing. */
  Shape.Members members(Section section) {
    Map<String, Shape> members = new LinkedHashMap<>();
    for (String name : section.names()) {
      Shape shape = optional(section, name);
      if (shape != null) {
        members.put(name, shape);
      }
    }
    return new Shape.Members(members);
  }

  private Shape shape(Node node, String path, int depth) {
    if (depth > DEEPEST) {
      problems.add(node, path, "is nested deeper than %d levels".formatted(DEEPEST));
      return NOTHING;
    }
    return switch (node) {
      case ScalarNode scalar -> scalar(scalar, path);
      case MappingNode mapping -> object(mapping, path, depth);
      case SequenceNode list -> array(list, path, depth);
      default -> NOTHING;
    };
  }

  private Shape object(MappingNode mapping, String path, int depth) {
    Section section = Section.of(mapping, path, problems);
    Map<String, Shape> members = new LinkedHashMap<>();
    for (String name : section.names()) {
      Node member = section.node(name);
      if (member != null) {
        members.put(name, shape(member, section.pathOf(name), depth + 1));
      }
    }
    return new Shape.Members(members);
  }

  private Shape array(SequenceNode list, String path, int depth) {
    List<Shape> elements = new ArrayList<>();
    for (Node element : list.getValue()) {
      elements.add(shape(element, "%s[%d]".formatted(path, elements.size()), depth + 1));
    }
    return new Shape.Elements(elements);
  }

  private Shape scalar(ScalarNode scalar, String path) {
    String text = scalar.getValue();
    if (CONSTANTS.contains(scalar.getTag())) {
      return new Shape.Constant(constant(scalar.getTag(), text));
    }
    try {
      return Shape.parse(text, vocabulary);
    } catch (ExpressionException e) {
      problems.add(scalar, path, String.valueOf(e.getMessage()));
      return NOTHING;
    }
  }

  private static @Nullable Object constant(Tag tag, String text) {
    if (tag.equals(Tag.NULL)) {
      return null;
    }
    if (tag.equals(Tag.BOOL)) {
      return Boolean.valueOf(text);
    }
    return tag.equals(Tag.INT) ? (Object) Long.valueOf(text) : (Object) Double.valueOf(text);
  }
}
