package dev.herald.channels.expression;

import dev.cel.common.CelIssue;
import dev.herald.channels.reason.ExpressionReason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the compiler says of an expression, as reasons that tell the mend. */
final class Complaint {
  private static final Pattern UNDECLARED =
      Pattern.compile("undeclared reference to '([^']+)'.*", Pattern.DOTALL);
  private static final Pattern MISFIT =
      Pattern.compile("found no matching overload for '([^']+)' applied to '([^']*)'");
  private static final Pattern ONE_EQUALS = Pattern.compile("[^=!<>]=[^=]");

  /** Of CEL itself and its extensions; those that sign are added to them. */
  private static final List<String> FUNCTIONS =
      List.of(
          "has",
          "size",
          "int",
          "double",
          "string",
          "bool",
          "bytes",
          "dyn",
          "duration",
          "timestamp",
          "all",
          "exists",
          "exists_one",
          "filter",
          "map",
          "transformMap",
          "transformList",
          "contains",
          "startsWith",
          "endsWith",
          "matches",
          "charAt",
          "indexOf",
          "lastIndexOf",
          "join",
          "lowerAscii",
          "upperAscii",
          "replace",
          "split",
          "substring",
          "trim",
          "orValue");

  private Complaint() {}

  static ExpressionReason of(CelIssue issue, String text, Vocabulary vocabulary) {
    return new ExpressionReason.ExpressionWrongAt(
        what(issue.getMessage(), text, vocabulary), issue.getSourceLocation().getColumn() + 1);
  }

  private static ExpressionReason what(String message, String text, Vocabulary vocabulary) {
    Matcher undeclared = UNDECLARED.matcher(message);
    if (undeclared.matches()) {
      String name = undeclared.group(1);
      Collection<String> known = isCalled(name, text) ? functions() : vocabulary.words();
      String nearest = Vocabulary.nearest(name, known);
      List<String> sorted = Vocabulary.sorted(known);
      return isCalled(name, text)
          ? new ExpressionReason.FunctionUnknown(name, nearest, sorted)
          : new ExpressionReason.WordUnread(name, nearest, sorted);
    }
    if (message.contains("For input string")) {
      return new ExpressionReason.NumberTooLong();
    }
    if (ONE_EQUALS.matcher(text).find()) {
      return new ExpressionReason.EqualsAlone();
    }
    Matcher misfit = MISFIT.matcher(message);
    if (misfit.lookingAt()) {
      return new ExpressionReason.TypesMisfit(operator(misfit.group(1)), misfit.group(2));
    }
    return message.contains("'<EOF>'")
        ? new ExpressionReason.ExpressionUnfinished()
        : new ExpressionReason.ExpressionUnread(message.replaceFirst(" expecting \\{.*", ""));
  }

  /** As it is written: {@code _==_} is the compiler's name of {@code ==}. */
  private static String operator(String function) {
    String written = function.replace("_", "");
    return written.isEmpty() || Character.isLetter(written.charAt(0)) ? function : written;
  }

  private static boolean isCalled(String name, String text) {
    return Pattern.compile("\\b" + Pattern.quote(name) + "\\s*\\(").matcher(text).find();
  }

  private static List<String> functions() {
    List<String> functions = new ArrayList<>(FUNCTIONS);
    SigningFunctions.ALL.forEach(each -> functions.add(each.declaration().name()));
    return functions;
  }
}
