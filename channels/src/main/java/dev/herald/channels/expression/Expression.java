package dev.herald.channels.expression;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A compiled expression. Safe for concurrent use. */
public interface Expression {
  /** Without a value, whatever there is to read. */
  Expression ABSENT =
      new Expression() {
        @Override
        public @Nullable Object value(Scope scope) {
          return null;
        }

        @Override
        public boolean isNone(Scope scope) {
          return true;
        }

        @Override
        public Facts facts() {
          return Facts.NONE;
        }
      };

  /** Says no, whatever there is to read. */
  Expression FALSE =
      new Expression() {
        @Override
        public Object value(Scope scope) {
          return false;
        }

        @Override
        public boolean isNone(Scope scope) {
          return false;
        }

        @Override
        public Facts facts() {
          return Facts.NONE;
        }
      };

  /**
   * @return a JSON value (text, number, boolean, list, map), or null when it is absent
   * @throws ExpressionFault when the values can't be worked with, for example text where bytes in
   *     Base64 were meant
   */
  @Nullable Object value(Scope scope);

  /** The words whose values it reads, such as {@code destination}. */
  default Set<String> reads() {
    return facts().words();
  }

  /** As {@link #value}, but what can't be worked with is absent: for answers, which may be odd. */
  default @Nullable Object valueIfAny(Scope scope) {
    try {
      return value(scope);
    } catch (ExpressionFault _) {
      return null;
    }
  }

  /** Whether it is absent on purpose: it comes to null, and read nothing that is not there. */
  boolean isNone(Scope scope);

  /** What can be said of it without any values. */
  Facts facts();
}
