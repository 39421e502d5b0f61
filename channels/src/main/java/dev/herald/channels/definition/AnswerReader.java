package dev.herald.channels.definition;

import dev.herald.channel.ConnectorDescription.SourceField;
import dev.herald.channel.Fault;
import dev.herald.channels.expression.Expression;
import dev.herald.channels.expression.Shape;
import dev.herald.channels.expression.Vocabulary;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads an {@code answer:} section.
 *
 * @param connector whose it is
 */
record AnswerReader(ShapeReader shapes, String connector) {
  private static final List<String> FAULTS =
      Arrays.stream(Fault.values()).map(fault -> fault.name().toLowerCase(Locale.ROOT)).toList();

  AnswerRules rules(Section answer) {
    answer.only("accepted", "id", "code", "reason", "errors", "otherwise");
    return new AnswerRules(
        connector,
        needed(answer, "accepted"),
        told(answer, "id", null),
        told(answer, "code", null),
        told(answer, "reason", null),
        answer.sections("errors").stream().map(row -> rule(row, answer.has("code"))).toList(),
        verdict(answer, "otherwise"));
  }

  TraceQuery trace(Section answer, RequestTemplate request) {
    answer.only("report", "accepted", "undelivered", "id", "reason", "failed");
    Expression report = needed(answer, "report");
    return new TraceQuery(
        connector,
        request,
        report,
        needed(answer, "accepted"),
        shapes.verdict(answer, "undelivered"),
        told(answer, "id", report),
        told(answer, "reason", report),
        told(answer, "failed", report));
  }

  /**
   * @param report what the expression may read of as {@code report}
   */
  private @Nullable Told told(Section section, String name, @Nullable Expression report) {
    Expression expression = shapes.expression(section, name);
    if (expression == null) {
      return null;
    }
    boolean secret = readsSecret(expression) || (report != null && readsSecret(report));
    return new Told(expression, secret);
  }

  private boolean readsSecret(Expression expression) {
    return expression.facts().reads().stream()
        .filter(read -> read.root().equals("source"))
        .anyMatch(read ->
            shapes.declared().fields().values().stream()
                .filter(SourceField::secret)
                .anyMatch(field -> read.member() == null || read.member().equals(field.name())));
  }

  private Expression needed(Section section, String name) {
    if (!section.has(name)) {
      section.problem("lacks '%s'; write an expression: \"${…}\"".formatted(name));
    }
    Expression expression =
        name.equals("report") ? shapes.expression(section, name) : shapes.verdict(section, name);
    return expression == null ? Expression.ABSENT : expression;
  }

  private ErrorRule rule(Section row, boolean hasCode) {
    row.only("status", "code", "when", "class", "fault", "retryAfter");
    if (!row.has("status") && !row.has("code") && !row.has("when")) {
      row.problem("fits everything; say which with status, code or when");
    }
    if (row.has("code") && !hasCode) {
      row.problem("code", "needs answer.code, the expression that it is compared with");
    }
    if (!row.has("class")) {
      row.problem("lacks 'class'; write one of " + String.join(", ", Verdict.WORDS));
    }
    Verdict verdict = verdict(row, "class");
    if (verdict != null && row.has("retryAfter") && !verdict.waits()) {
      row.warning(
          "retryAfter",
          "says nothing to class '%s'; only throttled, defer and busy wait"
              .formatted(verdict.word()));
    }
    return new ErrorRule(
        statuses(row),
        row.texts("code").stream().map(ErrorRule::codes).toList(),
        shapes.verdict(row, "when"),
        verdict == null ? Verdict.BUSY : verdict,
        word(row, "fault", Fault.values(), FAULTS),
        retryAfter(row));
  }

  private static List<String> statuses(Section row) {
    List<String> statuses = row.texts("status");
    for (String status : statuses) {
      if (!ErrorRule.STATUS.matcher(status).matches()) {
        row.problem("status", "'%s' is none; write 410 or 5xx".formatted(status));
        return List.of();
      }
    }
    return statuses;
  }

  private static @Nullable Verdict verdict(Section section, String name) {
    return word(section, name, Verdict.values(), Verdict.WORDS);
  }

  /** The value that a word stands for; null when it is missing or wrong. */
  private static <E extends Enum<E>> @Nullable E word(
      Section section, String name, E[] values, List<String> words) {
    String written = section.text(name);
    if (written == null) {
      return null;
    }
    int index = words.indexOf(written);
    if (index < 0) {
      section.problem(
          name, "is '%s'; %s".formatted(written, Vocabulary.suggestion(written, words)));
      return null;
    }
    return values[index];
  }

  private @Nullable Shape retryAfter(Section row) {
    String text = row.text("retryAfter");
    if (text == null) {
      return null;
    }
    if (text.startsWith("${")) {
      Expression seconds = shapes.expression(row, "retryAfter");
      return seconds == null ? null : new Shape.Formula(seconds);
    }
    Duration duration = row.parsed("retryAfter", RetryAfter::parse);
    return new Shape.Constant(duration);
  }
}
