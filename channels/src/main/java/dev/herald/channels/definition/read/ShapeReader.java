package dev.herald.channels.definition.read;

import dev.herald.channels.definition.answer.Told;
import dev.herald.channels.definition.text.DefinitionException.Mistake;
import dev.herald.channels.definition.text.Problems;
import dev.herald.channels.definition.text.Section;
import dev.herald.channels.definition.value.ContentKind;
import dev.herald.channels.expression.Expression;
import dev.herald.channels.expression.ExpressionException;
import dev.herald.channels.expression.Expressions;
import dev.herald.channels.expression.Facts;
import dev.herald.channels.expression.Shape;
import dev.herald.channels.expression.Vocabulary;
import dev.herald.channels.reason.DefinitionReason;
import dev.herald.channels.reason.DefinitionReason.FormWrong.Form;
import dev.herald.channels.reason.YamlReason;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads the parts of a file that have expressions in them, with one vocabulary. */
public record ShapeReader(Vocabulary vocabulary, Declared declared, Problems problems) {
  private static final Shape NOTHING = new Shape.Constant(null);
  private static final Set<Tag> CONSTANTS = Set.of(Tag.BOOL, Tag.INT, Tag.FLOAT);
  private static final int DEEPEST = 20;

  /** The same for the part of a request that is only for one kind of content. */
  ShapeReader only(ContentKind kind) {
    return new ShapeReader(vocabulary, declared.only(kind), problems);
  }

  /** The shape of a member, or null when it is missing. */
  @Nullable Shape optional(Section section, String name) {
    Node node = section.node(name);
    return node == null ? null : shape(node, section.pathOf(name), 0);
  }

  /** The shape of a member that says something when it is there. */
  public @Nullable Shape whole(Section section, String name) {
    needsValue(section, name);
    return optional(section, name);
  }

  private static void needsValue(Section section, String name) {
    if (section.node(name) instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL)) {
      section.problem(name, new DefinitionReason.ValueAbsent());
    }
  }

  /** An expression written alone, as {@code ${…}}; absent when missing. */
  public @Nullable Expression expression(Section section, String name) {
    return switch (optional(section, name)) {
      case null -> null;
      case Shape.Formula(Expression expression) -> expression;
      case Shape shape -> {
        if (shape != NOTHING) {
          section.problem(name, new DefinitionReason.FormWrong(Form.EXPRESSION));
        }
        yield null;
      }
    };
  }

  /** An expression that follows from what a member says. */
  Expression derived(Section section, String name, String expression) {
    try {
      return Expressions.compile(expression, vocabulary);
    } catch (ExpressionException e) {
      section.problem(name, e.reason());
      return Expression.ABSENT;
    }
  }

  /** The shape of a member that must be there. */
  Shape needed(Section section, String name) {
    Shape shape = whole(section, name);
    if (shape == null) {
      section.problem(new DefinitionReason.MemberMissing(name, null));
    }
    return shape == null ? NOTHING : shape;
  }

  /** The shape of one entry of a list. */
  Shape entry(Node node, String path) {
    return shape(node, path, 0);
  }

  /** What an answer says to people, or what its codes are compared with; null when missing. */
  @Nullable Told told(Section section, String name) {
    Expression expression = expression(section, name);
    return expression == null ? null : new Told(expression, declared.isSecret(expression.facts()));
  }

  /** An expression that says yes or no, on which all else hangs. */
  @Nullable Expression verdict(Section section, String name) {
    Expression expression = expression(section, name);
    if (expression != null) {
      if (!expression.facts().truth()) {
        section.problem(name, new DefinitionReason.FormWrong(Form.CONDITION));
      }
      declared.perhapsThere(expression.facts()).forEach(absence -> section.warning(name, absence));
    }
    return expression;
  }

  /** Members that are one text each. */
  Shape.Members texts(Section section) {
    Shape.Members members = members(section);
    members
        .members()
        .forEach((name, shape) -> {
          if (shape instanceof Shape.Members || shape instanceof Shape.Elements) {
            section.problem(name, new DefinitionReason.FormWrong(Form.ONE_TEXT));
          }
          needsValue(section, name);
        });
    return members;
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
      problems.add(node, path, new YamlReason.LevelsTooMany(DEEPEST));
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
    if (scalar.getTag().equals(Tag.NULL)) {
      problems.warn(scalar, path, new DefinitionReason.ValueLeftOut());
      return NOTHING;
    }
    if (CONSTANTS.contains(scalar.getTag())) {
      return constant(scalar, path);
    }
    try {
      Shape shape = Shape.parse(text, vocabulary);
      facts(shape)
          .flatMap(facts -> declared.neverThere(facts).stream())
          .forEach(absence -> problems.warn(scalar, path, absence));
      return shape;
    } catch (ExpressionException e) {
      problems.add(scalar, Mistake.EXPRESSION_WRONG, path, e.reason());
      return NOTHING;
    }
  }

  private static Stream<Facts> facts(Shape shape) {
    return switch (shape) {
      case Shape.Formula(Expression expression) -> Stream.of(expression.facts());
      case Shape.Text(List<Shape> parts) -> parts.stream().flatMap(ShapeReader::facts);
      case Shape.Constant _, Shape.Members _, Shape.Elements _ -> Stream.empty();
    };
  }

  /** Numbers as they are written, however long. */
  private Shape constant(ScalarNode scalar, String path) {
    String text = scalar.getValue();
    try {
      return new Shape.Constant(
          scalar.getTag().equals(Tag.BOOL) ? Boolean.valueOf(text) : number(scalar.getTag(), text));
    } catch (NumberFormatException _) {
      problems.add(scalar, path, new DefinitionReason.FormWrong(Form.JSON_NUMBER));
      return NOTHING;
    }
  }

  private static Number number(Tag tag, String text) {
    if (tag.equals(Tag.FLOAT)) {
      return new BigDecimal(text);
    }
    BigInteger whole = new BigInteger(text);
    return whole.bitLength() < Long.SIZE ? (Number) whole.longValue() : whole;
  }
}
