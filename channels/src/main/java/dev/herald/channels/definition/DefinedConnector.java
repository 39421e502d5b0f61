package dev.herald.channels.definition;

import dev.herald.channel.CallReason;
import dev.herald.channel.Connector;
import dev.herald.channel.ConnectorDescription;
import dev.herald.channel.ConnectorDescription.SourceField;
import dev.herald.channel.Content;
import dev.herald.channel.Exchange;
import dev.herald.channel.Fault;
import dev.herald.channel.Message;
import dev.herald.channel.MessageSender.BatchResult;
import dev.herald.channel.Reason;
import dev.herald.channel.Rejection;
import dev.herald.channel.RequestPreview;
import dev.herald.channel.SendResult;
import dev.herald.channel.SendResult.NotAccepted;
import dev.herald.channel.SendResult.Rejected;
import dev.herald.channel.SendResult.Retryable;
import dev.herald.channel.SendResult.Unknown;
import dev.herald.channel.SentMessage;
import dev.herald.channel.SettingFault;
import dev.herald.channel.Source;
import dev.herald.channel.account.Balance;
import dev.herald.channel.mask.Mask;
import dev.herald.channel.receipt.Receipts;
import dev.herald.channel.receipt.Report;
import dev.herald.channels.definition.answer.Answer;
import dev.herald.channels.definition.receipt.DefinedReceipts;
import dev.herald.channels.definition.recipe.BalanceQuery;
import dev.herald.channels.definition.recipe.BatchRecipe;
import dev.herald.channels.definition.recipe.RecallRecipe;
import dev.herald.channels.definition.recipe.TraceQuery;
import dev.herald.channels.definition.request.Host;
import dev.herald.channels.definition.request.RequestTemplate;
import dev.herald.channels.definition.value.ContentKind;
import dev.herald.channels.definition.value.Words;
import dev.herald.channels.expression.ExpressionFault;
import dev.herald.channels.expression.Scope;
import dev.herald.channels.http.HttpAnswer;
import dev.herald.channels.http.HttpCall;
import dev.herald.channels.http.HttpEgress;
import dev.herald.channels.http.HttpOutcome.Answered;
import dev.herald.channels.http.HttpOutcome.Forbidden;
import dev.herald.channels.http.HttpOutcome.NotSent;
import dev.herald.channels.http.HttpOutcome.Unanswered;
import dev.herald.channels.http.Reach;
import dev.herald.channels.token.Tokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A definition at work. */
public final class DefinedConnector implements Connector {
  /**
   * The setting by which a source lets whoever names addresses reach private targets too, as far as
   * an administrator of the server listed them.
   */
  private static final String ALLOW_PRIVATE = "allowPrivate";

  private final Definition definition;
  private final HttpEgress http;
  private final Clock clock;
  private final TokenFetch tokens;
  private final Map<String, String> fallbacks;

  /**
   * @param http shared with other connectors; not closed by this one
   * @param tokens shared with other connectors
   */
  public DefinedConnector(Definition definition, HttpEgress http, Tokens tokens, Clock clock) {
    this.definition = definition;
    this.http = http;
    this.tokens = new TokenFetch(definition, http, tokens);
    this.clock = clock;
    this.fallbacks = fallbacks(definition.description());
  }

  static Map<String, String> fallbacks(ConnectorDescription description) {
    Map<String, String> fallbacks = new HashMap<>();
    for (SourceField field : description.fields()) {
      if (field.fallback() != null) {
        fallbacks.put(field.name(), field.fallback());
      }
    }
    return Map.copyOf(fallbacks);
  }

  @Override
  public ConnectorDescription description() {
    return definition.description();
  }

  @Override
  public String version() {
    return definition.version();
  }

  @Override
  public String reach() {
    return definition.reach();
  }

  @Override
  public Optional<String> definition() {
    return Optional.of(definition.text());
  }

  @Override
  public SendResult send(Message message) {
    SendResult misfit = misfit(message);
    if (misfit != null) {
      return misfit;
    }
    Instant now = clock.instant();
    Map<String, String> settings = Words.settings(message.source(), fallbacks);
    Scope scope = definition.scope(message, settings, now);
    Mask mask = Mask.of(description(), message);
    ContentKind kind = ContentKind.of(message.content());
    Sending sending = new Sending(definition, http, tokens, message.id(), reach(settings), now);
    return sending.withToken(
        settings,
        token ->
            sending.send(scope.with("token", token), kind, message.attempt(), mask.hiding(token)));
  }

  @Override
  public @Nullable Object batchKey(Message message) {
    BatchRecipe recipe = definition.protocol().batch();
    return recipe == null
        ? null
        : recipe.key(
            message.content(),
            definition.scope(
                message, Words.settings(message.source(), fallbacks), clock.instant()));
  }

  @Override
  public BatchResult sendTogether(List<Message> messages) {
    BatchRecipe recipe = Objects.requireNonNull(definition.protocol().batch());
    for (Message message : messages) {
      if (misfit(message) instanceof NotAccepted misfit) {
        return new BatchResult.Whole(misfit);
      }
    }
    Message first = messages.getFirst();
    Instant now = clock.instant();
    Map<String, String> settings = Words.settings(first.source(), fallbacks);
    Scope scope = definition.scope(messages, settings, now);
    Sending sending = new Sending(definition, http, tokens, first.id(), reach(settings), now);
    return sending.withToken(
        settings,
        token -> new BatchSending(sending, recipe, messages, token).send(scope),
        refused -> new BatchResult.Whole((NotAccepted) refused));
  }

  @Override
  public SendResult recall(SentMessage message) {
    RecallRecipe recipe = Objects.requireNonNull(definition.protocol().recall());
    return about(
        message,
        recipe.request(),
        answer ->
            new Sending.Try<>(
                recipe.answer().judge(answer, Host.PROVIDER, 1, clock.instant()),
                recipe.answer().isBadToken(answer)),
        reason -> new Unknown(Fault.PROVIDER, reason, Exchange.NONE),
        new Questions(http));
  }

  @Override
  public SendResult trace(SentMessage message) {
    TraceQuery query = definition.protocol().trace();
    if (query == null) {
      return new Unknown(
          Fault.PROVIDER, new CallReason.ConnectorCannotAsk(description().name()), Exchange.NONE);
    }
    return asked(query, message, query::judge, new Questions(http));
  }

  @Override
  public List<Duration> followsAfter() {
    TraceQuery query = definition.protocol().trace();
    return query == null ? List.of() : query.follow();
  }

  @Override
  public Map<UUID, Report.Progress> follow(List<SentMessage> messages) {
    TraceQuery query = definition.protocol().trace();
    if (query == null) {
      return Map.of();
    }
    Map<UUID, Report.Progress> told = new HashMap<>();
    Questions questions = new Questions(http);
    for (SentMessage message : messages) {
      SendResult _ =
          asked(
              query,
              message,
              answer -> {
                Report.Progress progress = query.progress(answer, message);
                if (progress == null) {
                  told.remove(message.id());
                } else {
                  told.put(message.id(), told(progress));
                }
                return query.judge(answer);
              },
              questions);
    }
    return told;
  }

  /** What its code means for the address is said by the definition, as for a report. */
  private Report.Progress told(Report.Progress progress) {
    return progress.code() != null && definition.protocol().isDead(progress.code())
        ? progress.ofDeadAddress()
        : progress;
  }

  private SendResult asked(
      TraceQuery query,
      SentMessage message,
      Function<Answer, SendResult> judging,
      Questions questions) {
    return asked(
        about(
            message,
            query.request(),
            answer ->
                new Sending.Try<>(
                    judging.apply(answer), definition.protocol().answer().isBadToken(answer)),
            DefinedConnector::notAsked,
            questions));
  }

  /**
   * Makes a request about a message that was sent.
   *
   * @param unanswered what it comes to when it was written and nobody answered
   */
  private SendResult about(
      SentMessage message,
      RequestTemplate request,
      Function<Answer, Sending.Try<SendResult>> judge,
      Function<Reason, SendResult> unanswered,
      Questions questions) {
    Instant now = clock.instant();
    Map<String, String> settings = Words.settings(message.source(), fallbacks);
    Scope scope = definition.scope(message, settings, now);
    Mask mask = Mask.of(description(), message.source(), message.destination());
    Sending sending = new Sending(definition, http, tokens, message.id(), reach(settings), now);
    return sending.withToken(
        settings,
        token ->
            about(
                message.id(),
                request,
                scope.with("token", token),
                answered ->
                    judge.apply(
                        Answer.of(answered, scope.with("token", token), mask.hiding(token))),
                unanswered,
                sending,
                questions));
  }

  private Sending.Try<SendResult> about(
      UUID id,
      RequestTemplate request,
      Scope scope,
      Function<HttpAnswer, Sending.Try<SendResult>> judge,
      Function<Reason, SendResult> unanswered,
      Sending sending,
      Questions questions) {
    HttpCall call;
    try {
      call = request.call(id, null, scope, sending.now());
    } catch (ExpressionFault fault) {
      return Sending.Try.failed(notAsked(fault.reason()));
    } catch (IllegalArgumentException e) {
      return Sending.Try.failed(notAsked(reason(e)));
    }
    return switch (questions.ask(call, sending.reach())) {
      case Answered(HttpAnswer answered) -> judge.apply(answered);
      case NotSent(CallReason reason) -> Sending.Try.failed(notAsked(reason));
      case Forbidden(String host) -> Sending.Try.failed(notAsked(sending.closed(host)));
      case Unanswered(CallReason reason) -> Sending.Try.failed(unanswered.apply(reason));
    };
  }

  /** Without a token nothing was asked, and so nothing is known to be wrong with the message. */
  private static SendResult asked(SendResult result) {
    return result instanceof Rejected refused && refused.rejection() != Rejection.RECIPIENT
        ? notAsked(refused.reason())
        : result;
  }

  static CallReason reason(IllegalArgumentException unusable) {
    return unusable instanceof SettingFault fault
        ? fault.reason()
        : new CallReason.RequestNotMade(String.valueOf(unusable.getMessage()));
  }

  private static SendResult notAsked(Reason reason) {
    return new Retryable(Fault.PROVIDER, reason, Exchange.NONE);
  }

  @Override
  public boolean tellsBalance() {
    return definition.protocol().balance() != null;
  }

  @Override
  public Balance balance(Source source) {
    BalanceQuery query = definition.protocol().balance();
    if (query == null) {
      return Connector.super.balance(source);
    }
    Instant now = clock.instant();
    UUID id = UUID.randomUUID();
    Map<String, String> settings = Words.settings(source, fallbacks);
    Scope scope = definition.scope(settings, now);
    Mask mask = Mask.ofSecrets(description(), source);
    Sending sending = new Sending(definition, http, tokens, id, Reach.LISTED, now);
    return sending.withToken(
        settings,
        token -> balance(query, id, scope.with("token", token), mask.hiding(token), sending),
        refused -> new Balance.Untold(((NotAccepted) refused).reason()));
  }

  private Sending.Try<Balance> balance(
      BalanceQuery query, UUID id, Scope scope, Mask mask, Sending sending) {
    HttpCall call;
    try {
      call = query.request().call(id, null, scope, sending.now());
    } catch (ExpressionFault fault) {
      return untold(fault.reason());
    } catch (IllegalArgumentException e) {
      return untold(reason(e));
    }
    return switch (http.exchange(call, Reach.LISTED)) {
      case Answered(HttpAnswer answered) -> {
        Answer answer = Answer.of(answered, scope, mask);
        yield new Sending.Try<>(
            query.read(answer), definition.protocol().answer().isBadToken(answer));
      }
      case NotSent(CallReason reason) -> untold(reason);
      case Forbidden(String host) -> untold(sending.closed(host));
      case Unanswered(CallReason reason) -> untold(reason);
    };
  }

  private static Sending.Try<Balance> untold(Reason why) {
    return new Sending.Try<>(new Balance.Untold(why), false);
  }

  @Override
  public RequestPreview preview(Message message) {
    return new Preview(definition, fallbacks).of(message, clock.instant());
  }

  @Override
  public Optional<Receipts> receipts() {
    return Optional.ofNullable(definition.protocol().receipts())
        .map(rules ->
            new DefinedReceipts(
                description(), rules, definition.protocol()::isDead, fallbacks, clock));
  }

  @Override
  public boolean saysAddressIsDead(Rejected refused) {
    return refused.reason() instanceof CallReason.ProviderSaid said
        && said.providerCode() != null
        && definition.protocol().isDead(said.providerCode());
  }

  private Reach reach(Map<String, String> settings) {
    boolean named = definition.protocol().request().host() == Host.DESTINATION;
    return named && !"true".equals(settings.get(ALLOW_PRIVATE)) ? Reach.PUBLIC : Reach.LISTED;
  }

  private @Nullable SendResult misfit(Message message) {
    Class<? extends Content> kind = message.content().getClass();
    if (!description().contents().contains(kind)) {
      CallReason reason =
          new CallReason.ContentNotTaken(
              description().name(), ContentKind.of(message.content()).word());
      return new Rejected(Rejection.CONTENT, reason, Exchange.NONE);
    }
    if (message.destination().kind() != description().destination()) {
      CallReason reason =
          new CallReason.DestinationNotTaken(
              description().name(), message.destination().kind().name());
      return new Rejected(Rejection.RECIPIENT, reason, Exchange.NONE);
    }
    SendResult tooLong = tooLong(message.content());
    if (tooLong != null) {
      return tooLong;
    }
    return missing(message.source())
        .map(field ->
            new Rejected(
                Rejection.CREDENTIALS, new CallReason.SettingMissing(field), Exchange.NONE))
        .orElse(null);
  }

  private @Nullable SendResult tooLong(Content content) {
    return description()
        .tooLong(content)
        .map(reason -> new Rejected(Rejection.CONTENT, reason, Exchange.NONE))
        .orElse(null);
  }

  private Optional<String> missing(Source source) {
    for (SourceField field : description().fields()) {
      if (field.required() && field.fallback() == null && source.setting(field.name()) == null) {
        return Optional.of(field.name());
      }
    }
    return Optional.empty();
  }
}
