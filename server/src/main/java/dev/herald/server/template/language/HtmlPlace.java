package dev.herald.server.template.language;

import dev.herald.server.schema.Shape;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Follows an HTML template and tells whether a variable may stand where it has come to. Escaping
 * makes a value safe as text and inside a quoted attribute; nowhere else. It keeps of a tag no more
 * than tells that, so each character takes the same time.
 */
final class HtmlPlace {
  private static final int HEAD = 10;
  private static final Pattern CODE = Pattern.compile("<(/?)(script|style)\\b.*", Pattern.DOTALL);
  private static final Set<String> ADDRESSES =
      Set.of("href", "src", "action", "formaction", "background", "poster", "cite", "xlink:href");

  /** How the tag begins, as far as it tells the element. */
  private final StringBuilder head = new StringBuilder();

  private final HtmlAttribute attribute = new HtmlAttribute();
  private char quote;
  private boolean code;

  void text(String text) {
    text.chars().forEach(c -> follow((char) c));
  }

  /** Why a variable can't stand here; absent when it can. */
  Optional<String> refusal(Shape.Leaf variable) {
    Optional<String> refusal =
        code
            ? Optional.of("stands in a script or style")
            : head.isEmpty() ? Optional.empty() : inTag(variable.link());
    follow('x');
    return refusal;
  }

  private void follow(char c) {
    if (head.isEmpty()) {
      if (c == '<') {
        open();
      }
    } else if (head.length() == 1 && !Character.isLetter(c) && "/!?".indexOf(c) < 0) {
      head.setLength(0);
    } else if (quote != 0) {
      inQuotes(c);
    } else if (c == '>') {
      close();
    } else {
      inTag(c);
    }
  }

  private void open() {
    head.append('<');
    attribute.forget();
  }

  private void inQuotes(char c) {
    note(c);
    if (c == quote) {
      quote = 0;
      attribute.forget();
    } else {
      attribute.value(c);
    }
  }

  private void inTag(char c) {
    boolean complete = head.length() == HEAD;
    note(c);
    if (c == '"' || c == '\'') {
      quote = c;
      attribute.open();
    } else {
      attribute.follow(c);
    }
    if (!complete && head.toString().equals("<!--")) {
      head.setLength(0);
    }
  }

  private void note(char c) {
    if (head.length() < HEAD) {
      head.append(c);
    }
  }

  private void close() {
    Matcher element = CODE.matcher(head.toString().toLowerCase(Locale.ROOT));
    if (element.matches()) {
      code = element.group(1).isEmpty();
    }
    head.setLength(0);
  }

  private Optional<String> inTag(boolean link) {
    String name = quote == 0 ? "" : attribute.name();
    if (name.isEmpty()) {
      return Optional.of("stands in a tag without quotes around it");
    }
    if (name.startsWith("on") || name.equals("style")) {
      return Optional.of("stands in code, the attribute '%s'".formatted(name));
    }
    return ADDRESSES.contains(name) && attribute.isBlank() && !link
        ? Optional.of("is an address in '%s' but not of format: uri".formatted(name))
        : Optional.empty();
  }
}
