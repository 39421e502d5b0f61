package dev.herald.channels.definition.read;

import dev.herald.channels.definition.answer.AnswerRules;
import dev.herald.channels.definition.answer.ErrorRule;
import dev.herald.channels.definition.answer.Results;
import dev.herald.channels.definition.answer.Told;
import dev.herald.channels.definition.answer.Verdict;
import dev.herald.channels.definition.recipe.BalanceQuery;
import dev.herald.channels.definition.recipe.TraceQuery;
import dev.herald.channels.definition.request.RequestTemplate;
import dev.herald.channels.definition.text.Known;
import dev.herald.channels.definition.text.Section;
import dev.herald.channels.expression.Expression;
import dev.herald.channels.reason.DefinitionReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads an {@code answer:} section.
 *
 * @param connector whose it is
 */
public record AnswerReader(ShapeReader shapes, String connector) {
  private static final String BODY = "body";
  private static final String EACH = "each";
  private static final Pattern MEMBER = Pattern.compile("\\bbody(?:\\.\\??\\w++(?!\\())+");

  public AnswerRules rules(Section answer) {
    return rules(answer, Known.ANSWER);
  }

  public AnswerRules recall(Section answer) {
    return rules(answer, Known.RECALL_ANSWER);
  }

  private AnswerRules rules(Section answer, Known known) {
    answer.only(known);
    Terms terms = terms(answer, BODY);
    boolean each = answer.section("results").has(EACH);
    List<ErrorRule> errors = new ErrorsReader(shapes, terms.code != null || each).read(answer);
    Verdict otherwise = ErrorsReader.verdict(answer, "otherwise");
    return new AnswerRules(
        connector,
        terms.accepted,
        shapes.told(answer, "id"),
        terms.code,
        terms.reason,
        ErrorsReader.retryAfter(shapes, answer),
        errors,
        otherwise,
        answer.has("results") ? results(answer, errors, otherwise) : null);
  }

  /** Whether it was taken, and else why not. */
  private record Terms(Expression accepted, @Nullable Told code, @Nullable Told reason) {}

  private Terms terms(Section answer, String root) {
    if (!answer.has("success")) {
      return new Terms(
          needed(answer, "accepted"), shapes.told(answer, "code"), shapes.told(answer, "reason"));
    }
    if (answer.has("accepted")) {
      answer.problem(new DefinitionReason.MembersExclude(List.of("success", "accepted")));
    }
    SuccessReader reader = new SuccessReader(shapes, root);
    SuccessReader.Success success = reader.read(answer);
    Told code = shapes.told(answer, "code");
    Told reason = shapes.told(answer, "reason");
    return new Terms(
        success.accepted(),
        code == null && success.code() != null ? new Told(success.code(), false) : code,
        reason == null ? new Told(reader.usualReason(answer), false) : reason);
  }

  private Results results(Section answer, List<ErrorRule> errors, @Nullable Verdict otherwise) {
    Section results = answer.section("results");
    return results.has(EACH) ? each(results, errors, otherwise) : listed(results);
  }

  private Results each(Section results, List<ErrorRule> errors, @Nullable Verdict otherwise) {
    results.only(Known.EACH);
    Expression list = shapes.expression(results, EACH);
    Terms terms = terms(results, EACH);
    return new Results.Each(
        list == null ? Expression.ABSENT : list,
        shapes.expression(results, "to"),
        new AnswerRules(
            connector,
            terms.accepted,
            shapes.told(results, "id"),
            terms.code,
            terms.reason,
            null,
            errors,
            otherwise,
            null));
  }

  private Results listed(Section results) {
    List<Results.Listed.Row> rows = new ArrayList<>();
    for (String key : results.names()) {
      ErrorsReader.ClassKey as = ErrorsReader.classKey(results, key);
      Expression addresses = shapes.expression(results, key);
      if (as != null && addresses != null) {
        String code = membersOf(String.valueOf(results.text(key)));
        rows.add(new Results.Listed.Row(as.verdict(), addresses, code, as.retryAfter()));
      }
    }
    return new Results.Listed(connector, rows);
  }

  /** The lists that an expression reads, such as {@code body.invaliduser}, each once. */
  private static String membersOf(String expression) {
    String members =
        MEMBER
            .matcher(expression)
            .results()
            .map(found -> found.group().replace("?", ""))
            .distinct()
            .collect(Collectors.joining(", "));
    return members.isEmpty() ? expression : members;
  }

  public TraceQuery trace(Section answer, RequestTemplate request, List<Duration> follow) {
    answer.only(Known.TRACE_ANSWER);
    Expression report = needed(answer, "report");
    return new TraceQuery(
        connector,
        request,
        report,
        needed(answer, "accepted"),
        shapes.verdict(answer, "delivered"),
        shapes.verdict(answer, "read"),
        shapes.verdict(answer, "undelivered"),
        told(answer, "id", report),
        told(answer, "reason", report),
        told(answer, "failed", report),
        follow);
  }

  public BalanceQuery balance(Section answer, RequestTemplate request) {
    answer.only(Known.BALANCE_ANSWER);
    return new BalanceQuery(
        connector,
        request,
        needed(answer, "left"),
        shapes.told(answer, "currency"),
        shapes.told(answer, "failed"));
  }

  /** Of what may be read of as {@code report}: it is as secret as that. */
  private @Nullable Told told(Section section, String name, Expression report) {
    Told told = shapes.told(section, name);
    return told == null || !shapes.declared().isSecret(report.facts())
        ? told
        : new Told(told.expression(), true);
  }

  private Expression needed(Section section, String name) {
    if (!section.has(name)) {
      section.problem(
          name.equals("accepted")
              ? new DefinitionReason.SuccessMissing()
              : new DefinitionReason.MemberMissing(name, name + ": \"${…}\""));
    }
    Expression expression =
        name.equals("accepted") ? shapes.verdict(section, name) : shapes.expression(section, name);
    return expression == null ? Expression.ABSENT : expression;
  }
}
