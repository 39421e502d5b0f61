package dev.herald.channels.expression;

import dev.cel.runtime.CelVariableResolver;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The values that expressions read, by root word. Immutable. */
public final class Scope implements CelVariableResolver {
  private final Map<String, Object> roots;
  private final Map<String, Shape> named;

  private Scope(Map<String, Object> roots, Map<String, Shape> named) {
    this.roots = roots;
    this.named = named;
  }

  /**
   * @param roots maps, lists, texts, longs, doubles and booleans; no null anywhere
   */
  public static Scope of(Map<String, Object> roots) {
    return new Scope(Map.copyOf(roots), Map.of());
  }

  /** This scope and one word more; a null value leaves the word absent. */
  public Scope with(String root, @Nullable Object value) {
    if (value == null) {
      return this;
    }
    Map<String, Object> more = new HashMap<>(roots);
    more.put(root, value);
    return new Scope(more, named);
  }

  /** This scope, in which these names stand for what is worked out of its other values. */
  public Scope naming(Map<String, Shape> shapes) {
    return shapes.isEmpty() ? this : new Scope(roots, Map.copyOf(shapes));
  }

  /** Whether the word is there, and the member that is read is not. */
  public boolean lacks(Read read) {
    return read.member() != null
        && roots.get(read.root()) instanceof Map<?, ?> members
        && !members.containsKey(read.member());
  }

  /** The value of a word; null when it is absent. */
  public @Nullable Object root(String name) {
    Object value = roots.get(name);
    if (value != null || named.isEmpty()) {
      return value;
    }
    Shape shape = named.get(name);
    return shape == null ? null : shape.value(this);
  }

  @Override
  public Optional<Object> find(String name) {
    return Optional.ofNullable(root(name));
  }
}
