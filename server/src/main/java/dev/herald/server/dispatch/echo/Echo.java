package dev.herald.server.dispatch.echo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What of a message a provider may repeat in its answer. Values of variables are found wherever
 * they stand; of the content, every run of letters and digits that has a digit and four characters
 * or more: codes, numbers, amounts, dates.
 *
 * @param contents all that a recipient reads
 * @param values of variables that are long enough to be told from chance, longest first
 */
record Echo(List<String> contents, List<String> values) {
  private static final String INSTEAD = "(content)";
  private static final int SHORTEST = 4;

  /** A name in Chinese has two characters. */
  private static final int SHORTEST_NAME = 2;

  private static final List<Pattern> RUNS =
      List.of(
          // An amount or a time before its parts.
          Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}.,:/+-]{2,}[\\p{L}\\p{N}]"),
          Pattern.compile("[\\p{L}\\p{N}]{4,}"),
          Pattern.compile("\\p{N}{4,}"));
  private static final Pattern DIGIT = Pattern.compile("\\p{N}");

  static Echo of(List<String> contents, JsonNode variables) {
    List<String> values = new ArrayList<>();
    collect(variables, values);
    values.sort(Comparator.comparingInt(String::length).reversed());
    return new Echo(contents, values);
  }

  private static void collect(JsonNode variable, List<String> values) {
    if (variable.isContainer()) {
      variable.forEach(part -> collect(part, values));
    } else if (variable.isString() || variable.isNumber()) {
      String text = variable.asString().strip();
      if (text.length() >= SHORTEST || (text.length() >= SHORTEST_NAME && !isAscii(text))) {
        values.add(text);
      }
    }
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 128) {
        return false;
      }
    }
    return true;
  }

  String removedFrom(String text) {
    String kept = text;
    for (String value : values) {
      if (value.length() <= kept.length()) {
        kept = kept.replace(value, INSTEAD);
        kept = kept.contains("\\u") && !isAscii(value) ? withoutEscaped(value, kept) : kept;
      }
    }
    for (Pattern runs : RUNS) {
      kept = runs.matcher(kept).replaceAll(run -> Matcher.quoteReplacement(shown(run.group())));
    }
    return kept;
  }

  private static String withoutEscaped(String value, String text) {
    StringBuilder escaped = new StringBuilder();
    value.chars().forEach(c -> escaped.append(c < 128 ? (char) c + "" : "\\u%04x".formatted(c)));
    return Pattern.compile(escaped.toString(), Pattern.LITERAL | Pattern.CASE_INSENSITIVE)
        .matcher(text)
        .replaceAll(Matcher.quoteReplacement(INSTEAD));
  }

  private String shown(String run) {
    return DIGIT.matcher(run).find() && contents.stream().anyMatch(text -> text.contains(run))
        ? INSTEAD
        : run;
  }
}
