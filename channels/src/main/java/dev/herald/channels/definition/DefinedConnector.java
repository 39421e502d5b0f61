package dev.herald.channels.definition;

import dev.herald.channel.Connector;
import dev.herald.channel.ConnectorDescription;
import dev.herald.channel.ConnectorDescription.SourceField;
import dev.herald.channel.Content;
import dev.herald.channel.Exchange;
import dev.herald.channel.Fault;
import dev.herald.channel.Message;
import dev.herald.channel.Rejection;
import dev.herald.channel.SendResult;
import dev.herald.channel.SendResult.Rejected;
import dev.herald.channel.SendResult.Retryable;
import dev.herald.channel.SendResult.Unknown;
import dev.herald.channel.SentMessage;
import dev.herald.channel.Source;
import dev.herald.channel.mask.Mask;
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
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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
  private final Map<String, String> fallbacks;

  /**
   * @param http shared with other connectors; not closed by this one
   */
  public DefinedConnector(Definition definition, HttpEgress http, Clock clock) {
    this.definition = definition;
    this.http = http;
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
  public Optional<String> definition() {
    return Optional.of(definition.text());
  }

  @Override
  public SendResult send(Message message) {
    Instant now = clock.instant();
    SendResult misfit = misfit(message);
    if (misfit != null) {
      return misfit;
    }
    Map<String, String> settings = Words.settings(message.source(), fallbacks);
    Scope scope = Words.of(message, settings, now);
    HttpCall call;
    try {
      call = call(message, scope, now);
    } catch (ExpressionFault fault) {
      return Unsendable.by(fault);
    } catch (IllegalArgumentException e) {
      return new Rejected(Rejection.CREDENTIALS, String.valueOf(e.getMessage()), Exchange.NONE);
    }
    Fault unreached = definition.protocol().request().host().blame(Fault.PROVIDER);
    Reach reach = reach(settings);
    return switch (http.exchange(call, reach)) {
      case Answered(HttpAnswer answer) -> judged(message, answer, scope, now);
      case NotSent(String reason) -> new Retryable(unreached, reason, Exchange.NONE);
      case Forbidden(String reason) -> forbidden(reason, reach);
      case Unanswered(String reason) -> new Unknown(unreached, reason, Exchange.NONE);
    };
  }

  private SendResult forbidden(String reason, Reach reach) {
    return switch (definition.protocol().request().host()) {
      case PROVIDER -> new Rejected(Rejection.CREDENTIALS, reason, Exchange.NONE);
      case DESTINATION ->
          new Rejected(
              Rejection.RECIPIENT,
              reach == Reach.LISTED ? reason : reason + ", and the source must say allowPrivate",
              Exchange.NONE);
    };
  }

  private SendResult judged(Message message, HttpAnswer http, Scope scope, Instant now) {
    Answer answer = Answer.of(http, scope, Mask.of(description(), message));
    Host host = definition.protocol().request().host();
    return definition.protocol().answer().judge(answer, host, message.attempt(), now);
  }

  @Override
  public SendResult trace(SentMessage message) {
    TraceQuery query = definition.protocol().trace();
    if (query == null) {
      return new Unknown(Fault.PROVIDER, "this provider can't be asked", Exchange.NONE);
    }
    Instant now = clock.instant();
    Map<String, String> settings = Words.settings(message.source(), fallbacks);
    Scope scope = Words.of(message, settings, now);
    HttpCall call;
    try {
      call = query.request().call(message.id(), null, scope, now);
    } catch (ExpressionFault | IllegalArgumentException e) {
      return notAsked(String.valueOf(e.getMessage()));
    }
    Mask mask = Mask.of(description(), message.source(), message.destination());
    return switch (http.exchange(call, reach(settings))) {
      case Answered(HttpAnswer answer) -> query.judge(Answer.of(answer, scope, mask));
      case NotSent(String reason) -> notAsked(reason);
      case Forbidden(String reason) -> notAsked(reason);
      case Unanswered(String reason) -> notAsked(reason);
    };
  }

  private static SendResult notAsked(String reason) {
    return new Retryable(Fault.PROVIDER, reason, Exchange.NONE);
  }

  @Override
  public String preview(Message message) {
    return new Preview(definition, fallbacks).of(message, clock.instant());
  }

  private HttpCall call(Message message, Scope scope, Instant now) {
    return definition
        .protocol()
        .request()
        .call(message.id(), ContentKind.of(message.content()), scope, now);
  }

  private Reach reach(Map<String, String> settings) {
    boolean named = definition.protocol().request().host() == Host.DESTINATION;
    return named && !"true".equals(settings.get(ALLOW_PRIVATE)) ? Reach.PUBLIC : Reach.LISTED;
  }

  private @Nullable SendResult misfit(Message message) {
    Class<? extends Content> kind = message.content().getClass();
    if (!description().contents().contains(kind)) {
      String reason =
          "%s can't send %s"
              .formatted(description().name(), ContentKind.of(message.content()).word());
      return new Rejected(Rejection.CONTENT, reason, Exchange.NONE);
    }
    if (message.destination().kind() != description().destination()) {
      String reason = "%s needs a %s".formatted(description().name(), description().destination());
      return new Rejected(Rejection.RECIPIENT, reason, Exchange.NONE);
    }
    return missing(message.source())
        .map(field ->
            new Rejected(
                Rejection.CREDENTIALS, "the source lacks '%s'".formatted(field), Exchange.NONE))
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
