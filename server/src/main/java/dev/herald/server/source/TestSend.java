package dev.herald.server.source;

import dev.herald.channel.CallReason;
import dev.herald.channel.Connector;
import dev.herald.channel.ConnectorDescription;
import dev.herald.channel.Content;
import dev.herald.channel.Destination;
import dev.herald.channel.Message;
import dev.herald.channel.Reason;
import dev.herald.channel.RequestPreview;
import dev.herald.channel.SendResult;
import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.directory.Addresses;
import dev.herald.server.directory.Tenants;
import dev.herald.server.platform.Ids;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.AccountFault;
import dev.herald.server.reason.Thing;
import dev.herald.server.reason.TraceReason;
import dev.herald.server.reason.WordedReason;
import dev.herald.server.reason.Wording;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Makes one real call through a source and shows all of it, so that an operator sees what is wrong.
 */
@Service
public class TestSend {
  private final Sources sources;
  private final ConnectorCatalog connectors;
  private final Tenants tenants;
  private final TestPermits permits;
  private final AuditLog audit;

  TestSend(
      Sources sources,
      ConnectorCatalog connectors,
      Tenants tenants,
      TestPermits permits,
      AuditLog audit) {
    this.sources = sources;
    this.connectors = connectors;
    this.tenants = tenants;
    this.permits = permits;
    this.audit = audit;
  }

  /**
   * @param to left out where the source alone says where messages go
   * @param content left out: a sample
   */
  record TestOrder(@Nullable String to, @Nullable ContentSpec content) {
    @Override
    public String toString() {
      return "test send";
    }
  }

  /**
   * What happened.
   *
   * @param request the request, exact but for what is made of secrets, which is masked
   * @param result {@code accepted}, {@code throttled}, {@code retryable}, {@code rejected} or
   *     {@code unknown}
   * @param reason why it was not accepted
   * @param againAfterMillis when the provider takes more, in milliseconds, if it said so
   * @param status the provider's own
   * @param answer the provider's words
   */
  public record TestReport(
      String request,
      String result,
      @Nullable WordedReason reason,
      @Nullable Long againAfterMillis,
      @Nullable String providerId,
      @Nullable String status,
      @Nullable String answer,
      long durationMillis) {}

  TestReport run(String code, TestOrder order) {
    StoredSource source = sources.get(code);
    Connector connector = connector(source);
    ConnectorDescription description = connector.description();
    FieldErrors errors = new FieldErrors();
    Content content =
        order.content() == null
            ? ContentSpec.sample(description.contents(), errors)
            : order.content().content(description.contents(), errors);
    return send(source, connector, order.to(), content, errors);
  }

  /**
   * Sends a content that is rendered already.
   *
   * @param to null where the source alone says where messages go
   * @throws RequestProblem.Invalid naming {@code to} or {@code source}
   * @throws RequestProblem.TooMany when the source is at its rate cap
   */
  public TestReport run(String code, @Nullable String to, Content content) {
    StoredSource source = sources.get(code);
    Connector connector = connector(source);
    FieldErrors errors = new FieldErrors();
    if (!connector.description().contents().contains(content.getClass())) {
      errors.add("source", new AccountFault.SourceContentWrong(source.connector()));
    }
    return send(source, connector, to, content, errors);
  }

  private Connector connector(StoredSource source) {
    return ConnectorSources.Serving.of(source, connectors)
        .connector()
        .orElseThrow(() -> new RequestProblem.NotFound(Thing.CONNECTOR, source.connector()));
  }

  private TestReport send(
      StoredSource source,
      Connector connector,
      @Nullable String to,
      Content content,
      FieldErrors errors) {
    Destination destination =
        destination(connector.description().destination(), to, source, errors);
    errors.throwIfAny();
    ConfiguredSource configured = source.configured(connector);
    Message message =
        new Message(Ids.next(), 1, source.channel(), configured.source(), content, destination);
    String request = shown(connector.preview(message));
    try (var _ = permits.take(configured)) {
      long start = System.nanoTime();
      audit.record(Act.of("source.tested", "source", source.code()));
      SendResult result = connector.send(message);
      return report(request, result, Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private Destination destination(
      Destination.Kind kind, @Nullable String to, StoredSource source, FieldErrors errors) {
    Locale locale =
        source.tenantId() == null ? Locale.ROOT : tenants.get(source.tenantId()).locale();
    return switch (Addresses.parse(kind, to == null ? "" : to, locale)) {
      case Addresses.Parsed.Right right -> right.destination();
      case Addresses.Parsed.Wrong wrong -> {
        errors.add(wrong.error().within("to"));
        yield Destination.NONE;
      }
    };
  }

  /** Makes one call, whatever source it is by, and shows all of it. */
  public TestReport attempt(Connector connector, Message message) {
    String request = shown(connector.preview(message));
    long start = System.nanoTime();
    SendResult result = connector.send(message);
    return report(request, result, Duration.ofNanos(System.nanoTime() - start));
  }

  private static String shown(RequestPreview preview) {
    return switch (preview) {
      case RequestPreview.Shown(String text) -> text;
      case RequestPreview.None(CallReason why, boolean withStandIns) ->
          WordedReason.of(
                  withStandIns
                      ? new TraceReason.RequestHidden(why)
                      : new TraceReason.RequestImpossible(why))
              .text();
    };
  }

  private TestReport report(String request, SendResult result, Duration took) {
    return switch (result) {
      case SendResult.Accepted _ -> report(request, "accepted", null, null, result, took);
      case SendResult.Throttled throttled ->
          report(request, "throttled", throttled.reason(), throttled.after(), result, took);
      case SendResult.Retryable retryable ->
          report(request, "retryable", retryable.reason(), retryable.after(), result, took);
      case SendResult.Rejected rejected ->
          report(request, "rejected", rejected.reason(), null, result, took);
      case SendResult.Unknown unknown ->
          report(request, "unknown", unknown.reason(), null, result, took);
    };
  }

  private TestReport report(
      String request,
      String name,
      @Nullable Reason reason,
      @Nullable Duration again,
      SendResult result,
      Duration took) {
    return new TestReport(
        request,
        name,
        reason == null
            ? null
            : WordedReason.of(reason, Wording.ofRequest().knowing(connectors::meaning)),
        again == null ? null : again.toMillis(),
        result.exchange().providerId(),
        result.exchange().status(),
        result.exchange().answer(),
        took.toMillis());
  }
}
