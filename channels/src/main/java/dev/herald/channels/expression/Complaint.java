package dev.herald.channels.expression;

import dev.cel.common.CelIssue;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the compiler says of an expression, in words that tell the mend. */
final class Complaint {
  private static final Pattern UNDECLARED =
      Pattern.compile("undeclared reference to '([^']+)'.*", Pattern.DOTALL);
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

  static String of(CelIssue issue, String text, Vocabulary vocabulary) {
    return "%s (at character %d of the expression)"
        .formatted(
            what(issue.getMessage(), text, vocabulary), issue.getSourceLocation().getColumn() + 1);
  }

  private static String what(String message, String text, Vocabulary vocabulary) {
    Matcher undeclared = UNDECLARED.matcher(message);
    if (undeclared.matches()) {
      String name = undeclared.group(1);
      return isCalled(name, text)
          ? "there is no function '%s'; %s"
              .formatted(name, Vocabulary.suggestion(name, functions()))
          : "'%s' is not known here; %s"
              .formatted(name, Vocabulary.suggestion(name, vocabulary.words()));
    }
    if (message.contains("For input string")) {
      return "a number has at most 64 bits; write a longer one as a text, in quotes";
    }
    if (ONE_EQUALS.matcher(text).find()) {
      return "a single = says nothing here; compare with ==";
    }
    return message.replaceFirst(" \\(candidates: .*", "").replaceFirst(" expecting \\{.*", "");
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
