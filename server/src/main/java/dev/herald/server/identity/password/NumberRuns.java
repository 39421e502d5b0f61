package dev.herald.server.identity.password;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * The digits that say nothing, since everybody puts them beside a word: dates, telephone numbers,
 * digits in a row or repeated, and numbers that sound like words ({@code 5201314}).
 */
final class NumberRuns {
  private static final Pattern DATE =
      Pattern.compile(
          "(?:(?:19|20)[0-9]{2}[-./年]?(?:0?[1-9]|1[0-2])[-./月]?(?:3[01]|[12][0-9]|0?[1-9])日?"
              + "|(?:3[01]|[12][0-9]|0?[1-9])[-./]?(?:1[0-2]|0?[1-9])[-./]?(?:19|20)[0-9]{2}"
              + "|(?<![0-9])[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?![0-9])"
              + "|(?:19|20)[0-9]{2}年?)");
  private static final Pattern TELEPHONE = Pattern.compile("1[3-9][0-9]{9}");
  private static final Pattern WORD =
      Pattern.compile(
          "5201314|1314520|7758521|7758258|5211314|3344520|147258369|147258|159357|1314|520|521|886"
              + "|168|110|119|120|1024");
  private static final Pattern ROW =
      Pattern.compile(
          "([0-9])\\1{1,}|0?123(?:4(?:5(?:6(?:7(?:8(?:90?)?)?)?)?)?)?"
              + "|(?:9?8?7?6?5?4?321)0?|987654|98765|(?<![0-9])(?:12|21|01)(?![0-9])");

  private NumberRuns() {}

  /** What is left of a password. */
  static String without(String password) {
    String rest = Normalizer.normalize(password, Normalizer.Form.NFKC);
    for (Pattern run : new Pattern[] {TELEPHONE, DATE, WORD, ROW}) {
      rest = run.matcher(rest).replaceAll("");
    }
    return rest;
  }
}
