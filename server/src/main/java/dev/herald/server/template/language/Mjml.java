package dev.herald.server.template.language;

import ch.digitalfondue.mjml4j.Mjml4j;
import java.util.Locale;

/**
 * MJML, the markup for mails that look right everywhere: it becomes HTML with its styles inline.
 */
final class Mjml {
  private Mjml() {}

  /** It cannot be read. */
  static final class Malformed extends Exception {
    private final String what;

    Malformed(String what) {
      super(what);
      this.what = what;
    }

    String what() {
      return what;
    }
  }

  static boolean isWrittenIn(String source) {
    return source.stripLeading().toLowerCase(Locale.ROOT).startsWith("<mjml");
  }

  static String html(String source) throws Malformed {
    try {
      // Its sheets are for readers that know them; the rest is in the elements already.
      return Mjml4j.render(source).replace("<style", "<style data-embed");
    } catch (RuntimeException e) {
      throw new Malformed(String.valueOf(e.getMessage()));
    }
  }
}
