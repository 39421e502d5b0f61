package dev.herald.channels.definition.read;

import dev.herald.channel.receipt.Report;
import dev.herald.channels.definition.answer.ErrorRule;
import dev.herald.channels.definition.receipt.EventPath;
import dev.herald.channels.definition.receipt.ReceiptRules;
import dev.herald.channels.definition.text.Known;
import dev.herald.channels.definition.text.Section;
import dev.herald.channels.expression.Expression;
import dev.herald.channels.expression.Shape;
import dev.herald.channels.reason.DefinitionReason;
import dev.herald.channels.reason.DefinitionReason.FormWrong.Form;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Reads a {@code receipts:} section.
 *
 * @param calls what a call back as a whole can be read with
 * @param opened the same, once what was sealed is open
 * @param events what one event of it can be read with
 */
public record ReceiptsReader(ShapeReader calls, ShapeReader opened, ShapeReader events) {
  private static final String SECRET = "secret";
  private static final List<String> STATES =
      Arrays.stream(Report.State.values()).map(Report.State::word).toList();
  private static final ReceiptRules.Answering NOTHING =
      new ReceiptRules.Answering(new Shape.Constant(""), false);

  public ReceiptRules read(Section receipts) {
    receipts.only(Known.RECEIPTS);
    if (!receipts.has("state") && !receipts.has("replies")) {
      receipts.problem(new DefinitionReason.MemberMissing("state", "state: ${each.status}"));
    }
    return new ReceiptRules(
        signature(receipts),
        calls.expression(receipts, "opened"),
        receipts.has("challenge") ? challenge(receipts.section("challenge")) : null,
        receipts.has("state") ? progress(receipts) : null,
        receipts.has("replies") ? replies(receipts.section("replies")) : null,
        receipts.has("answer")
            ? answer(receipts.section("answer").only(Known.RECEIPT_ANSWER))
            : NOTHING);
  }

  private ReceiptRules.@Nullable Signature signature(Section receipts) {
    if (!receipts.has("verify")) {
      receipts.problem(new DefinitionReason.VerifyMissing());
      return null;
    }
    if (receipts.node("verify") instanceof ScalarNode) {
      if (!SECRET.equals(receipts.text("verify"))) {
        receipts.problem("verify", new DefinitionReason.FormWrong(Form.VERIFY));
      }
      return null;
    }
    Section verify = receipts.section("verify").only(Known.VERIFY);
    return new ReceiptRules.Signature(
        needed(calls, verify, "given"), needed(calls, verify, "made"));
  }

  private ReceiptRules.Challenge challenge(Section challenge) {
    challenge.only(Known.CHALLENGE);
    Expression when = opened.verdict(challenge, "when");
    if (when == null) {
      challenge.problem(new DefinitionReason.MemberMissing("when", "when: ${has(query.echostr)}"));
    }
    return new ReceiptRules.Challenge(
        Objects.requireNonNullElse(when, Expression.FALSE), answer(challenge));
  }

  private ReceiptRules.Progress progress(Section receipts) {
    if (!receipts.has("id") && !receipts.has("message")) {
      receipts.problem(new DefinitionReason.MemberMissing("id", "id: ${each.sid}"));
    }
    return new ReceiptRules.Progress(
        path(receipts),
        events.expression(receipts, "id"),
        events.expression(receipts, "message"),
        events.expression(receipts, "to"),
        needed(events, receipts, "state"),
        states(receipts),
        events.told(receipts, "code"),
        events.told(receipts, "reason"));
  }

  private static EventPath path(Section section) {
    EventPath path = section.parsed("each", EventPath::parse);
    return path == null ? EventPath.BODY : path;
  }

  private static List<ReceiptRules.StateRule> states(Section receipts) {
    Section states = receipts.section("states").only(STATES);
    List<ReceiptRules.StateRule> rules = new ArrayList<>();
    for (String name : states.names()) {
      int index = STATES.indexOf(name);
      if (index >= 0) {
        rules.add(
            new ReceiptRules.StateRule(
                Report.State.values()[index],
                states.texts(name).stream().map(ErrorRule::codes).toList()));
      }
    }
    if (rules.isEmpty()) {
      receipts.problem(
          new DefinitionReason.MemberMissing("states", "states: { delivered: SUCCESS }"));
    }
    return rules;
  }

  private ReceiptRules.Replies replies(Section replies) {
    replies.only(Known.REPLIES);
    return new ReceiptRules.Replies(
        path(replies),
        events.verdict(replies, "when"),
        events.expression(replies, "id"),
        needed(events, replies, "from"),
        needed(events, replies, "text"),
        events.expression(replies, "answers"));
  }

  private ReceiptRules.Answering answer(Section answer) {
    boolean json = answer.has("json");
    return new ReceiptRules.Answering(opened.needed(answer, json ? "json" : "text"), json);
  }

  private static Expression needed(ShapeReader shapes, Section section, String name) {
    if (!section.has(name)) {
      section.problem(new DefinitionReason.MemberMissing(name, name + ": \"${…}\""));
    }
    Expression expression = shapes.expression(section, name);
    return expression == null ? Expression.ABSENT : expression;
  }
}
