package dev.herald.server.node;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Follows an HTML template and tells whether a variable may stand where it has come to. Escaping
 * makes a value safe as text and inside a quoted attribute; nowhere else.
 */
final class HtmlPlace {
  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|'[^']*'");
  private static final Pattern ATTRIBUTE =
      Pattern.compile("([\\w:-]+)\\s*=\\s*(?:\"([^\"]*)|'([^']*))$");
  private static final Pattern CODE = Pattern.compile("<(/?)(script|style)\\b.*", Pattern.DOTALL);
  private static final Set<String> ADDRESSES =
      Set.of("href", "src", "action", "formaction", "background", "poster", "cite", "xlink:href");

  private final StringBuilder tag = new StringBuilder();
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
            : tag.isEmpty() ? Optional.empty() : inTag(variable.link());
    follow('x');
    return refusal;
  }

  private void follow(char c) {
    if (tag.isEmpty()) {
      if (c == '<') {
        tag.append(c);
      }
    } else if (tag.length() == 1 && !Character.isLetter(c) && "/!?".indexOf(c) < 0) {
      tag.setLength(0);
    } else if (quote != 0) {
      tag.append(c);
      quote = c == quote ? 0 : quote;
    } else if (c == '>') {
      close();
    } else {
      tag.append(c);
      quote = c == '"' || c == '\'' ? c : 0;
      if (tag.length() == 4 && tag.toString().equals("<!--")) {
        tag.setLength(0);
      }
    }
  }

  private void close() {
    Matcher element = CODE.matcher(tag.toString().toLowerCase(Locale.ROOT));
    if (element.matches()) {
      code = element.group(1).isEmpty();
    }
    tag.setLength(0);
  }

  private Optional<String> inTag(boolean link) {
    Matcher attribute = ATTRIBUTE.matcher(QUOTED.matcher(tag).replaceAll(" "));
    if (!attribute.find()) {
      return Optional.of("stands in a tag without quotes around it");
    }
    String name = attribute.group(1).toLowerCase(Locale.ROOT);
    String value = attribute.group(2) == null ? attribute.group(3) : attribute.group(2);
    if (name.startsWith("on") || name.equals("style")) {
      return Optional.of("stands in code, the attribute '%s'".formatted(name));
    }
    return ADDRESSES.contains(name) && value.isBlank() && !link
        ? Optional.of("is an address in '%s' but not of format: uri".formatted(name))
        : Optional.empty();
  }
}
