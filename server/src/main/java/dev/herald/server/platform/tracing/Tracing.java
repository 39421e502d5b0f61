package dev.herald.server.platform.tracing;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Begins spans. While no endpoint is set, a span costs one look at a field and is always the same
 * object. What can't be told is dropped, and delays nothing.
 */
@Component
@EnableConfigurationProperties(TracingSettings.class)
public class Tracing implements DisposableBean {
  /** Of what is not told. */
  public static final Span NONE = new Span() {};

  private final @Nullable SdkTracerProvider provider;
  private final @Nullable Tracer tracer;

  Tracing(TracingSettings settings) {
    this.provider = settings.endpoint() == null ? null : provider(settings);
    this.tracer = provider == null ? null : provider.get("herald");
  }

  private static SdkTracerProvider provider(TracingSettings settings) {
    OtlpHttpSpanExporter exporter =
        OtlpHttpSpanExporter.builder().setEndpoint(String.valueOf(settings.endpoint())).build();
    return SdkTracerProvider.builder()
        .setResource(Resource.create(Attributes.builder().put("service.name", "herald").build()))
        .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(settings.share())))
        .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
        .build();
  }

  /** What takes a while, until it is closed by the thread that began it. */
  public interface Span extends AutoCloseable {
    /**
     * For those that are to begin below it.
     *
     * @return null: nothing is told
     */
    default @Nullable String traceparent() {
      return null;
    }

    /**
     * @param value null: it is left out
     */
    default void tag(String name, @Nullable String value) {}

    default void failed() {}

    @Override
    default void close() {}
  }

  /** Whether anything is told. */
  public boolean isOn() {
    return tracer != null;
  }

  /** What came from outside. */
  public Span entry(String name, @Nullable String traceparent) {
    return begin(name, SpanKind.SERVER, traceparent);
  }

  /**
   * A step of Herald's own.
   *
   * @param traceparent below which it begins; null: below the one of this thread
   */
  public Span step(String name, @Nullable String traceparent) {
    return begin(name, SpanKind.INTERNAL, traceparent);
  }

  /** A call of another system, below the span of this thread. */
  public Span call(String name) {
    return begin(name, SpanKind.CLIENT, null);
  }

  @SuppressWarnings("MustBeClosedChecker") // the span closes its scope
  private Span begin(String name, SpanKind kind, @Nullable String traceparent) {
    if (tracer == null) {
      return NONE;
    }
    SpanBuilder builder = tracer.spanBuilder(name).setSpanKind(kind);
    if (traceparent != null) {
      builder.setParent(
          Context.root().with(io.opentelemetry.api.trace.Span.wrap(context(traceparent))));
    }
    io.opentelemetry.api.trace.Span span = builder.startSpan();
    return new Told(span, span.makeCurrent());
  }

  /**
   * @param traceparent {@code 00-<trace>-<span>-<flags>}, as it was checked when it came in
   */
  private static SpanContext context(String traceparent) {
    String[] parts = traceparent.split("-");
    return SpanContext.createFromRemoteParent(
        parts[1], parts[2], TraceFlags.fromHex(parts[3], 0), TraceState.getDefault());
  }

  private record Told(io.opentelemetry.api.trace.Span span, Scope scope) implements Span {
    @Override
    public String traceparent() {
      SpanContext at = span.getSpanContext();
      return "00-%s-%s-%s".formatted(at.getTraceId(), at.getSpanId(), at.getTraceFlags().asHex());
    }

    @Override
    public void tag(String name, @Nullable String value) {
      if (value != null) {
        span.setAttribute(name, value);
      }
    }

    @Override
    public void failed() {
      span.setStatus(StatusCode.ERROR);
    }

    @Override
    public void close() {
      scope.close();
      span.end();
    }
  }

  /** Tells what is left, for a while. */
  @Override
  public void destroy() {
    if (provider != null) {
      provider.close();
    }
  }
}
