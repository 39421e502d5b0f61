package dev.herald.channels.http;

import dev.herald.channels.http.HttpOutcome.Answered;
import dev.herald.channels.http.HttpOutcome.Forbidden;
import dev.herald.channels.http.HttpOutcome.NotSent;
import dev.herald.channels.http.HttpOutcome.Unanswered;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.H2AsyncClientBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.support.AsyncRequestBuilder;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Speaks HTTP/2, many calls on one connection, and does as little by itself as {@link ClientParts}.
 */
final class Http2Client implements AutoCloseable {
  private static final String MARK = "herald.written";
  private static final TimeValue IDLE = TimeValue.ofMinutes(10);

  private final Duration deadline;
  private final CloseableHttpAsyncClient client;

  Http2Client(Duration deadline, DnsResolver names) {
    this.deadline = deadline;
    this.client =
        H2AsyncClientBuilder.create()
            .setDnsResolver(names)
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(Timeout.of(deadline))
                    .setSocketTimeout(Timeout.of(deadline))
                    .build())
            .setDefaultRequestConfig(
                RequestConfig.custom().setResponseTimeout(Timeout.of(deadline)).build())
            .addExecInterceptorBefore(
                ChainElement.MAIN_TRANSPORT.name(),
                "WRITE_MARK",
                (request, entity, scope, chain, callback) -> {
                  scope.clientContext.setAttribute(MARK, true);
                  chain.proceed(request, entity, scope, callback);
                })
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableAuthCaching()
            .setUserAgent("Herald")
            .evictIdleConnections(IDLE)
            .build();
    client.start();
  }

  HttpOutcome exchange(HttpCall call) {
    HttpClientContext context = HttpClientContext.create();
    Future<HttpAnswer> answer;
    try {
      answer = client.execute(request(call), new CappedConsumer(), null, context, null);
    } catch (RuntimeException e) {
      return new NotSent("no request can be made: " + e.getMessage());
    }
    try {
      return new Answered(answer.get(deadline.toNanos(), TimeUnit.NANOSECONDS));
    } catch (ExecutionException e) {
      return e.getCause() instanceof Resolver.ForbiddenHost closed
          ? new Forbidden(String.valueOf(closed.getMessage()))
          : failed(HttpEgress.reason(e.getCause() == null ? e : e.getCause()), context);
    } catch (TimeoutException | CancellationException _) {
      answer.cancel(true);
      return failed("no answer within the deadline", context);
    } catch (InterruptedException _) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      return failed("interrupted", context);
    }
  }

  private static HttpOutcome failed(String reason, HttpClientContext context) {
    return context.getAttribute(MARK) == null ? new NotSent(reason) : new Unanswered(reason);
  }

  private static AsyncRequestProducer request(HttpCall call) {
    AsyncRequestBuilder request = AsyncRequestBuilder.create(call.method()).setUri(call.uri());
    call.headers().forEach(request::setHeader);
    if (call.body() != null) {
      String type = call.headers().getOrDefault("Content-Type", "application/octet-stream");
      request.setEntity(call.body(), ContentType.parse(type));
    }
    return request.build();
  }

  @Override
  public void close() {
    client.close(CloseMode.IMMEDIATE);
  }
}
