package dev.herald.channels.expression;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A JSON value with expressions in it, as a definition writes it. */
public sealed interface Shape {

  /**
   * @return a JSON value, or null when it is absent
   * @throws ExpressionFault see {@link Expression#value}
   */
  @Nullable Object value(Scope scope);

  /** The words whose values it reads, such as {@code destination}. */
  default Set<String> reads() {
    return memberReads().stream().map(Read::root).collect(Collectors.toUnmodifiableSet());
  }

  /** All that its expressions read. */
  Set<Read> memberReads();

  /** Whether it is absent on purpose, see {@link Expression#isNone}. */
  default boolean isNone(Scope scope) {
    return false;
  }

  /** As {@link #value}, in text form. */
  default @Nullable String text(Scope scope) {
    Object value = value(scope);
    return value == null ? null : value.toString();
  }

  /** The same on every call. */
  record Constant(@Nullable Object constant) implements Shape {
    @Override
    public Set<Read> memberReads() {
      return Set.of();
    }

    @Override
    public @Nullable Object value(Scope scope) {
      return constant;
    }
  }

  /** One expression alone, so that its value keeps its type. */
  record Formula(Expression expression) implements Shape {
    @Override
    public Set<Read> memberReads() {
      return expression.facts().reads();
    }

    @Override
    public @Nullable Object value(Scope scope) {
      return expression.value(scope);
    }

    @Override
    public boolean isNone(Scope scope) {
      return expression.isNone(scope);
    }
  }

  /** Text with values in it; absent as soon as one of them is. */
  record Text(List<Shape> parts) implements Shape {
    public Text {
      parts = List.copyOf(parts);
    }

    @Override
    public Set<Read> memberReads() {
      return readsOf(parts);
    }

    @Override
    public @Nullable Object value(Scope scope) {
      StringBuilder text = new StringBuilder();
      for (Shape part : parts) {
        Object value = part.value(scope);
        if (value == null) {
          return null;
        }
        text.append(value);
      }
      return text.toString();
    }
  }

  /** An object without its absent members. */
  record Members(Map<String, Shape> members) implements Shape {
    public Members {
      members = new LinkedHashMap<>(members);
    }

    @Override
    public Set<Read> memberReads() {
      return readsOf(members.values());
    }

    @Override
    public Map<String, Object> value(Scope scope) {
      Map<String, Object> object = LinkedHashMap.newLinkedHashMap(members.size());
      members.forEach((name, shape) -> {
        Object value = shape.value(scope);
        if (value != null) {
          object.put(name, value);
        }
      });
      return object;
    }

    /** These members and, after them, others. */
    public Members and(Members others) {
      Map<String, Shape> all = new LinkedHashMap<>(members);
      all.putAll(others.members);
      return new Members(all);
    }
  }

  /** An array without its absent elements. */
  record Elements(List<Shape> elements) implements Shape {
    public Elements {
      elements = List.copyOf(elements);
    }

    @Override
    public Set<Read> memberReads() {
      return readsOf(elements);
    }

    @Override
    public Object value(Scope scope) {
      List<Object> array = new ArrayList<>(elements.size());
      for (Shape element : elements) {
        Object value = element.value(scope);
        if (value != null) {
          array.add(value);
        }
      }
      return array;
    }
  }

  /**
   * Reads {@code ${…}} in a text; {@code $${} stands for itself.
   *
   * @throws ExpressionException when an expression is wrong or does not end
   */
  static Shape parse(String text, Vocabulary vocabulary) throws ExpressionException {
    List<Shape> parts = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      if (text.startsWith("$${", at)) {
        literal.append("${");
        at += 3;
      } else if (text.startsWith("${", at)) {
        int end = Braces.closing(text, at + 2);
        addLiteral(parts, literal);
        parts.add(new Formula(Expressions.compile(text.substring(at + 2, end), vocabulary)));
        at = end + 1;
      } else {
        literal.append(text.charAt(at++));
      }
    }
    addLiteral(parts, literal);
    return switch (parts.size()) {
      case 0 -> new Constant("");
      case 1 -> parts.getFirst();
      default -> new Text(parts);
    };
  }

  private static Set<Read> readsOf(Collection<Shape> shapes) {
    return shapes.stream()
        .flatMap(shape -> shape.memberReads().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static void addLiteral(List<Shape> parts, StringBuilder literal) {
    if (!literal.isEmpty()) {
      parts.add(new Constant(literal.toString()));
      literal.setLength(0);
    }
  }
}
