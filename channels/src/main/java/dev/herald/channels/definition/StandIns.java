package dev.herald.channels.definition;

import dev.herald.channel.ConnectorDescription;
import dev.herald.channel.ConnectorDescription.SourceField;
import dev.herald.channel.Source;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Values to show a request with, in the place of secrets. Each has the form of its secret (length,
 * case, digits, the marks of Base64 and the like) and is otherwise the same whatever the secret is,
 * so that nothing made of it tells the secret.
 *
 * @param shift by how much letters and digits are shifted; those of two shifts below six differ at
 *     every place
 */
record StandIns(ConnectorDescription description, int shift) {
  private static final String LOWER = "abcdef";
  private static final String UPPER = "ABCDEF";
  private static final String DIGITS = "123456";
  private static final String MARKS = "+/=_-.";
  private static final int TOKEN_LENGTH = 32;
  private static final Pattern PART = Pattern.compile("\\S+");

  /**
   * Of Standard Webhooks. Any other prefix that depended on the secret could be used to guess it.
   */
  private static final String KEY_PREFIX = "whsec_";

  private static final Pattern LITERAL_START = Pattern.compile("\\^?([\\w:/-]+)(?![*+?{])[^|]*");

  /** The source with these settings, and a stand-in in the place of each secret. */
  Source source(Source source, Map<String, String> settings) {
    Map<String, String> shown = new HashMap<>(settings);
    for (SourceField field : description.fields()) {
      if (field.secret()) {
        shown.computeIfPresent(field.name(), (_, secret) -> of(secret, field.pattern()));
      }
    }
    return new Source(source.id(), source.code(), source.connector(), shown);
  }

  /** In the place of a token that the provider would give. */
  static String token(int shift) {
    StringBuilder token = new StringBuilder();
    while (token.length() < TOKEN_LENGTH) {
      token.append(letter('a', token.length() + shift, false));
    }
    return token.toString();
  }

  private String of(String secret, @Nullable String pattern) {
    String standIn =
        PART.matcher(secret).replaceAll(part -> Matcher.quoteReplacement(ofPart(part.group())));
    String prefix = prefix(pattern);
    return prefix.length() < standIn.length()
        ? prefix + standIn.substring(prefix.length())
        : standIn;
  }

  private String ofPart(String part) {
    return part.startsWith(KEY_PREFIX)
        ? KEY_PREFIX + letters(part.substring(KEY_PREFIX.length()))
        : letters(part);
  }

  /** A secret that is mostly marks would be told by them. */
  private String letters(String secret) {
    long marks = secret.chars().filter(c -> MARKS.indexOf(c) >= 0).count();
    boolean keepsMarks = marks * 2 <= secret.length();
    StringBuilder standIn = new StringBuilder();
    secret
        .codePoints()
        .forEach(c -> standIn.append(letter(c, standIn.length() + shift, keepsMarks)));
    return standIn.toString();
  }

  private static char letter(int c, int at, boolean keepsMarks) {
    if (keepsMarks && MARKS.indexOf(c) >= 0) {
      return (char) c;
    }
    String alphabet = c >= '0' && c <= '9' ? DIGITS : c >= 'A' && c <= 'Z' ? UPPER : LOWER;
    return alphabet.charAt(at % alphabet.length());
  }

  /**
   * The text that a pattern without alternatives begins with; empty when there is none. It stands
   * there whatever the secret is.
   */
  private static String prefix(@Nullable String pattern) {
    Matcher start = LITERAL_START.matcher(pattern == null ? "" : pattern);
    return start.matches() ? start.group(1) : "";
  }
}
