package dev.herald.server.schema;

import com.networknt.schema.SchemaException;
import dev.herald.channels.pattern.LinearPattern;

/**
 * What checking the variables of one submission may cost. It counts work instead of time, so that
 * the same input ends alike on every machine. Not safe for concurrent use.
 */
public final class SchemaWork {
  /** Which work the patterns are counted to that this thread looks for. */
  static final ScopedValue<SchemaWork> CURRENT = ScopedValue.newInstance();

  /** Characters of texts times steps of patterns: about a second. */
  private static final long MOST_MATCHING = 20_000_000;

  private static final int STEPS_OF_ANY = 10_000;
  private static final int STEPS_OF_A_VALUE = 40;

  private long matching;

  /** Thrown through the validator, which would log any other kind. */
  static final class Spent extends SchemaException {
    private static final long serialVersionUID = 1;

    Spent() {
      super("spent");
    }
  }

  /** How many rules may be applied to a document of so many values. */
  static long steps(int values) {
    return STEPS_OF_ANY + (long) STEPS_OF_A_VALUE * values;
  }

  /**
   * @throws Spent when it is too much
   */
  static boolean find(LinearPattern pattern, String text) {
    if (CURRENT.isBound()) {
      CURRENT.get().spend((long) pattern.size() * (text.length() + 1));
    }
    return pattern.isIn(text);
  }

  public long matching() {
    return matching;
  }

  private void spend(long steps) {
    if (matching + steps > MOST_MATCHING) {
      throw new Spent();
    }
    matching += steps;
  }
}
