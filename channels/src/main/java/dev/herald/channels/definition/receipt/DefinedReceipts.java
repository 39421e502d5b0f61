package dev.herald.channels.definition.receipt;

import dev.herald.channel.ConnectorDescription;
import dev.herald.channel.Destination;
import dev.herald.channel.Exchange;
import dev.herald.channel.Source;
import dev.herald.channel.mask.Mask;
import dev.herald.channel.receipt.Callback;
import dev.herald.channel.receipt.Heard;
import dev.herald.channel.receipt.Receipts;
import dev.herald.channel.receipt.Report;
import dev.herald.channels.definition.value.Words;
import dev.herald.channels.expression.Expression;
import dev.herald.channels.expression.Scope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a provider says later, as a definition has it.
 *
 * @param isDead whether a code means that nothing will reach the address again
 */
public record DefinedReceipts(
    ConnectorDescription description,
    ReceiptRules rules,
    Predicate<String> isDead,
    Map<String, String> fallbacks,
    Clock clock)
    implements Receipts {
  private static final int LONGEST_REPLY = 4_000;
  private static final int LONGEST_CODE = 200;

  @Override
  public Proof proof() {
    return rules.signature() == null ? Proof.ADDRESS : Proof.SIGNATURE;
  }

  @Override
  public boolean bringsReplies() {
    return rules.replies() != null;
  }

  @Override
  public Heard hear(Source source, Callback callback) {
    Scope scope = scope(source, callback);
    boolean proven = !callback.isQuestion() && isProven(scope);
    if (!proven && rules.challenge() == null) {
      return new Heard.Unproven();
    }
    String opened = opened(scope, callback);
    if (opened == null) {
      return new Heard.Unproven();
    }
    Object body = opened.isEmpty() ? CallbackBody.read(callback) : CallbackBody.read(opened);
    Scope open = scope.with("opened", opened).with("body", body == null ? Map.of() : body);
    ReceiptRules.Challenge challenge = rules.challenge();
    if (challenge != null && Boolean.TRUE.equals(challenge.when().valueIfAny(open))) {
      return new Heard.Understood(List.of(), challenge.answer().in(open));
    }
    if (!proven) {
      return new Heard.Unproven();
    }
    return body == null
        ? new Heard.Unreadable()
        : new Heard.Understood(reports(open, body, source), rules.answer().in(open));
  }

  private Scope scope(Source source, Callback callback) {
    return Words.of(Words.settings(source, fallbacks), clock.instant())
        .with("query", callback.query())
        .with("headers", callback.headers())
        .with(
            "request",
            Map.of(
                "url", callback.url(),
                "body", CallbackBody.text(callback),
                "fields", CallbackBody.sortedFields(callback),
                "sealed", rules.opened() == null ? "" : CallbackBody.sealed(callback)));
  }

  /** Empty: nothing was sealed; null: it can't be opened, so that it is another's. */
  private @Nullable String opened(Scope scope, Callback callback) {
    Expression rule = rules.opened();
    return rule == null || CallbackBody.sealed(callback).isEmpty() ? "" : text(rule, scope);
  }

  private boolean isProven(Scope scope) {
    ReceiptRules.Signature signature = rules.signature();
    if (signature == null) {
      return true;
    }
    String given = text(signature.given(), scope);
    String made = text(signature.made(), scope);
    return given != null
        && made != null
        && MessageDigest.isEqual(
            given.getBytes(StandardCharsets.UTF_8), made.getBytes(StandardCharsets.UTF_8));
  }

  private List<Report> reports(Scope scope, Object body, Source source) {
    List<Report> reports = new ArrayList<>();
    ReceiptRules.Progress progress = rules.progress();
    if (progress != null) {
      for (Object each : progress.each().in(body)) {
        add(reports, progress(progress, scope.with("each", each), source));
      }
    }
    ReceiptRules.Replies replies = rules.replies();
    if (replies != null) {
      for (Object each : replies.each().in(body)) {
        add(reports, reply(replies, scope.with("each", each)));
      }
    }
    return reports;
  }

  private static void add(List<Report> reports, @Nullable Report report) {
    if (report != null) {
      reports.add(report);
    }
  }

  /** An event of another kind, or one in a state that nobody is told of, is none. */
  private @Nullable Report progress(ReceiptRules.Progress rule, Scope scope, Source source) {
    String said = text(rule.state(), scope);
    Report.State state = said == null ? null : state(rule, said);
    String providerId = shortened(text(rule.id(), scope), Exchange.MAX_PROVIDER_ID);
    UUID messageId = uuid(text(rule.message(), scope));
    if (state == null || (providerId == null && messageId == null)) {
      return null;
    }
    String to = text(rule.to(), scope);
    String code = rule.code() == null ? null : text(rule.code().expression(), scope);
    String words = rule.reason() == null ? null : text(rule.reason().expression(), scope);
    return new Report.Progress(
        providerId,
        messageId,
        to,
        state,
        code == null ? null : shortened(code, LONGEST_CODE),
        words == null ? null : shortened(mask(source, to).apply(words), Exchange.MAX_ANSWER),
        state == Report.State.UNDELIVERED && code != null && isDead.test(code));
  }

  private static Report.@Nullable State state(ReceiptRules.Progress rule, String said) {
    return rule.states().stream()
        .filter(each -> each.fits(said))
        .findFirst()
        .map(ReceiptRules.StateRule::state)
        .orElse(null);
  }

  private Mask mask(Source source, @Nullable String to) {
    Destination.Kind kind = description.destination();
    Destination destination =
        to == null || to.isEmpty() || kind == Destination.Kind.NONE
            ? Destination.NONE
            : new Destination(kind, to);
    return Mask.of(description, source, destination);
  }

  private static @Nullable Report reply(ReceiptRules.Replies rule, Scope scope) {
    if (rule.when() != null && !Boolean.TRUE.equals(rule.when().valueIfAny(scope))) {
      return null;
    }
    String from = text(rule.from(), scope);
    String text = text(rule.text(), scope);
    return from == null || from.isBlank() || text == null
        ? null
        : new Report.Reply(
            shortened(text(rule.id(), scope), Exchange.MAX_PROVIDER_ID),
            from,
            Objects.requireNonNull(shortened(text, LONGEST_REPLY)),
            text(rule.answers(), scope));
  }

  private static @Nullable String text(@Nullable Expression expression, Scope scope) {
    Object value = expression == null ? null : expression.valueIfAny(scope);
    return value == null ? null : value.toString();
  }

  private static @Nullable String shortened(@Nullable String text, int most) {
    return text == null || text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }

  private static @Nullable UUID uuid(@Nullable String text) {
    try {
      return text == null ? null : UUID.fromString(text);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}
