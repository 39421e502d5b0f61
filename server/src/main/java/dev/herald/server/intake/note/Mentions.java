package dev.herald.server.intake.note;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What somebody may look for in a submission, in one form however it is written. */
public final class Mentions {
  private static final int MOST = 40;
  private static final int LONGEST = 300;
  private static final Pattern NUMBER = Pattern.compile("[+]?[\\d\\s().-]{7,40}");
  private static final Pattern BETWEEN_DIGITS = Pattern.compile("\\D");
  private static final Pattern MAINLAND = Pattern.compile("(?:00)?86(1\\d{10})");

  private Mentions() {}

  /**
   * A phone number as its digits, without the prefix of mainland China; other texts in lower case.
   */
  public static String normal(String text) {
    String plain =
        Normalizer.normalize(text, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    if (!NUMBER.matcher(plain).matches()) {
      return plain;
    }
    String digits = BETWEEN_DIGITS.matcher(plain).replaceAll("");
    var mainland = MAINLAND.matcher(digits);
    return mainland.matches() ? mainland.group(1) : digits;
  }

  /**
   * The addresses, people and references of a submission's JSON, whatever else is wrong with it.
   */
  static Set<String> of(JsonNode body) {
    Set<String> mentions = new HashSet<>();
    add(body.get("reference"), mentions);
    for (JsonNode person : body.path("to")) {
      for (var field : person.properties()) {
        if (!field.getKey().equals("data") && !field.getKey().equals("locale")) {
          add(field.getValue(), mentions);
        }
      }
    }
    return mentions;
  }

  private static void add(@Nullable JsonNode value, Set<String> mentions) {
    if (value != null && value.isValueNode() && !value.isNull() && mentions.size() < MOST) {
      String text = value.asString("");
      if (!text.isBlank() && text.length() <= LONGEST) {
        mentions.add(normal(text));
      }
    }
  }
}
