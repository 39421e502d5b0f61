package dev.herald.channels.expression;

import dev.cel.runtime.CelVariableResolver;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The values that expressions read, by root word. Immutable. */
public final class Scope implements CelVariableResolver {
  private final Map<String, Object> roots;

  private Scope(Map<String, Object> roots) {
    this.roots = roots;
  }

  /**
   * @param roots maps, lists, texts, longs, doubles and booleans; no null anywhere
   */
  public static Scope of(Map<String, Object> roots) {
    return new Scope(Map.copyOf(roots));
  }

  /** This scope and one word more; a null value leaves the word absent. */
  public Scope with(String root, @Nullable Object value) {
    if (value == null) {
      return this;
    }
    Map<String, Object> more = new HashMap<>(roots);
    more.put(root, value);
    return new Scope(more);
  }

  /** Whether the word is there, and the member that is read is not. */
  public boolean lacks(Read read) {
    return read.member() != null
        && roots.get(read.root()) instanceof Map<?, ?> members
        && !members.containsKey(read.member());
  }

  @Nullable Object root(String name) {
    return roots.get(name);
  }

  @Override
  public Optional<Object> find(String name) {
    return Optional.ofNullable(roots.get(name));
  }
}
