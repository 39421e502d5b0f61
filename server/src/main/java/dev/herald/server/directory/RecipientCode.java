package dev.herald.server.directory;

import java.text.Normalizer;
import java.util.Set;

/**
 * A recipient's code in the one form that it is kept in. The letters of a code may be composed or
 * not, by the keyboard or the system that it comes from; both are the same code.
 */
final class RecipientCode {
  private RecipientCode() {}

  static String normal(String written) {
    return Normalizer.normalize(written, Normalizer.Form.NFC);
  }

  /** What to look for: earlier releases kept a code as it was written. */
  static Set<String> forms(String written) {
    String normal = normal(written);
    return normal.equals(written) ? Set.of(written) : Set.of(normal, written);
  }
}
