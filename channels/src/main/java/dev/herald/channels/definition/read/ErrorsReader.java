package dev.herald.channels.definition.read;

import dev.herald.channel.Fault;
import dev.herald.channels.definition.answer.ErrorRule;
import dev.herald.channels.definition.answer.RetryAfter;
import dev.herald.channels.definition.answer.Told;
import dev.herald.channels.definition.answer.Verdict;
import dev.herald.channels.definition.text.Known;
import dev.herald.channels.definition.text.Section;
import dev.herald.channels.definition.text.Section.Misfit;
import dev.herald.channels.definition.value.Json;
import dev.herald.channels.definition.value.Words;
import dev.herald.channels.expression.Expression;
import dev.herald.channels.expression.Shape;
import dev.herald.channels.reason.DefinitionReason;
import dev.herald.channels.reason.DefinitionReason.FormWrong.Form;
import dev.herald.channels.reason.DefinitionReason.ValueUnfit.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Reads the table of refusals: a list of rows, or codes by the class that they mean, {@code
 * throttled 60s: [45009, status 429]}.
 *
 * @param coded whether there is a code that rows can be compared with
 */
record ErrorsReader(ShapeReader shapes, boolean coded) {
  private static final List<String> FAULTS =
      Arrays.stream(Fault.values()).map(fault -> fault.name().toLowerCase(Locale.ROOT)).toList();
  private static final Pattern KEY = Pattern.compile("([a-z]+)(?: +(\\S+))?");
  private static final Pattern STATUS = Pattern.compile("status +(\\S+)");

  List<ErrorRule> read(Section answer) {
    if (answer.node("errors") instanceof MappingNode) {
      return byClass(answer.section("errors"));
    }
    List<ErrorRule> rules = new ArrayList<>();
    for (Section row : answer.sections("errors")) {
      if (row.names().size() == 1 && isClass(row.names().iterator().next())) {
        rules.addAll(byClass(row));
      } else {
        rules.add(row(row));
      }
    }
    return rules;
  }

  private static boolean isClass(String key) {
    Matcher matcher = KEY.matcher(key);
    return matcher.matches() && Verdict.WORDS.contains(matcher.group(1)) && !key.equals("class");
  }

  private List<ErrorRule> byClass(Section classes) {
    List<ErrorRule> rules = new ArrayList<>();
    for (String key : classes.names()) {
      ClassKey read = classKey(classes, key);
      if (read != null) {
        rules.addAll(rules(classes, key, read));
      }
    }
    return rules;
  }

  /** {@code throttled 60s}. */
  record ClassKey(Verdict verdict, @Nullable Shape retryAfter) {}

  static @Nullable ClassKey classKey(Section section, String key) {
    Matcher matcher = KEY.matcher(key);
    int index = matcher.matches() ? Verdict.WORDS.indexOf(matcher.group(1)) : -1;
    if (index < 0) {
      section.problem(key, Words.unknown(key.split(" ", 2)[0], Verdict.WORDS));
      return null;
    }
    Verdict verdict = Verdict.values()[index];
    if (matcher.group(2) == null) {
      return new ClassKey(verdict, null);
    }
    try {
      Duration duration = RetryAfter.parse(matcher.group(2));
      warnOfVainWait(section, key, verdict);
      return new ClassKey(verdict, new Shape.Constant(duration));
    } catch (Misfit misfit) {
      section.problem(key, misfit.reason());
      return null;
    }
  }

  private static void warnOfVainWait(Section section, String name, Verdict verdict) {
    if (!verdict.waits()) {
      section.warning(name, new DefinitionReason.WaitInVain(verdict.word()));
    }
  }

  private List<ErrorRule> rules(Section classes, String key, ClassKey as) {
    List<String> codes = new ArrayList<>();
    List<String> statuses = new ArrayList<>();
    List<ErrorRule> rules = new ArrayList<>();
    for (Node entry : classes.entries(key)) {
      switch (entry) {
        case ScalarNode scalar -> {
          Matcher status = STATUS.matcher(scalar.getValue());
          if (status.matches()) {
            statuses.add(status.group(1));
          } else {
            codes.add(scalar.getValue());
          }
        }
        case MappingNode mapping ->
            rules.add(row(classes.of(mapping, classes.pathOf(key)).only(Known.ERROR), as));
        default -> classes.problem(key, new DefinitionReason.FormWrong(Form.CODES));
      }
    }
    if (!codes.isEmpty() && !coded) {
      classes.problem(key, new DefinitionReason.CodeNeeded());
    }
    checkStatuses(classes, key, statuses);
    if (!codes.isEmpty()) {
      rules.add(rule(as, List.of(), codes));
    }
    if (!statuses.isEmpty()) {
      rules.add(rule(as, statuses, List.of()));
    }
    return rules;
  }

  private static ErrorRule rule(ClassKey as, List<String> statuses, List<String> codes) {
    return new ErrorRule(
        statuses,
        codes.stream().map(ErrorRule::codes).toList(),
        null,
        as.verdict,
        null,
        as.retryAfter,
        null);
  }

  private ErrorRule row(Section row) {
    row.only(Known.ERROR);
    if (!row.has("class")) {
      row.problem(new DefinitionReason.ClassMissing(Verdict.WORDS));
    }
    Verdict verdict = verdict(row, "class");
    if (verdict != null && row.has("retryAfter")) {
      warnOfVainWait(row, "retryAfter", verdict);
    }
    return row(row, new ClassKey(verdict == null ? Verdict.BUSY : verdict, null));
  }

  private ErrorRule row(Section row, ClassKey as) {
    if (!row.has("status") && !row.has("code") && !row.has("when")) {
      row.problem(new DefinitionReason.RowFitsAll());
    }
    if (row.has("code") && !coded) {
      row.problem("code", new DefinitionReason.CodeNeeded());
    }
    List<String> statuses = row.texts("status");
    Shape own = retryAfter(shapes, row);
    return new ErrorRule(
        checkStatuses(row, "status", statuses) ? statuses : List.of(),
        row.texts("code").stream().map(ErrorRule::codes).toList(),
        shapes.verdict(row, "when"),
        as.verdict,
        word(row, "fault", Fault.values(), FAULTS),
        own == null ? as.retryAfter : own,
        reason(row));
  }

  /** Written as it is said, or as an expression. */
  private @Nullable Told reason(Section row) {
    Shape shape = shapes.whole(row, "reason");
    return switch (shape) {
      case null -> null;
      case Shape.Formula(Expression expression) ->
          new Told(expression, shapes.declared().isSecret(expression.facts()));
      case Shape.Constant(Object text) ->
          new Told(shapes.derived(row, "reason", Json.text(String.valueOf(text))), false);
      case Shape _ -> {
        row.problem("reason", new DefinitionReason.FormWrong(Form.TEXT_OR_EXPRESSION));
        yield null;
      }
    };
  }

  private static boolean checkStatuses(Section row, String name, List<String> statuses) {
    for (String status : statuses) {
      if (!ErrorRule.STATUS.matcher(status).matches()) {
        row.problem(name, new DefinitionReason.ValueUnfit(status, Kind.STATUS_OF_ERROR));
        return false;
      }
    }
    return true;
  }

  static @Nullable Verdict verdict(Section section, String name) {
    return word(section, name, Verdict.values(), Verdict.WORDS);
  }

  /** The value that a word stands for; null when it is missing or wrong. */
  static <E extends Enum<E>> @Nullable E word(
      Section section, String name, E[] values, List<String> words) {
    String written = section.text(name);
    if (written == null) {
      return null;
    }
    int index = words.indexOf(written);
    if (index < 0) {
      section.problem(name, Words.unknown(written, words));
      return null;
    }
    return values[index];
  }

  /** A duration, or an expression that yields seconds; null when missing. */
  static @Nullable Shape retryAfter(ShapeReader shapes, Section section) {
    String text = section.text("retryAfter");
    if (text == null) {
      return null;
    }
    if (text.startsWith("${")) {
      Expression seconds = shapes.expression(section, "retryAfter");
      return seconds == null ? null : new Shape.Formula(seconds);
    }
    Duration duration = section.parsed("retryAfter", RetryAfter::parse);
    return new Shape.Constant(duration);
  }
}
