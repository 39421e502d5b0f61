package dev.herald.channels.http;

import dev.herald.channel.CallReason;
import dev.herald.channel.network.Egress;
import dev.herald.channel.network.PrivateTargets;
import dev.herald.channels.http.HttpOutcome.Answered;
import dev.herald.channels.http.HttpOutcome.Forbidden;
import dev.herald.channels.http.HttpOutcome.NotSent;
import dev.herald.channels.http.HttpOutcome.Unanswered;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.net.URIAuthority;

/** Makes HTTP calls through the {@link Egress}, each within one hard deadline. */
public final class HttpEgress implements AutoCloseable {
  /** More of an answer is not read. */
  public static final int MAX_ANSWER_BYTES = 64 * 1024;

  /** Tells the sandbox, and nobody else, which message a request is about. */
  private static final String SANDBOX_MESSAGE = "X-Herald-Message";

  private final Egress egress;
  private final Deadlines deadlines;
  private final int mostBytes;

  /** Two, so that a connection to a private target is lent to no call that may not go there. */
  private final CloseableHttpClient listed;

  private final CloseableHttpClient outside;

  /** The same two for providers that insist on HTTP/2; made when the first of them is called. */
  private final LazyClient listedTwo;

  private final LazyClient outsideTwo;

  public HttpEgress(Egress egress, Duration deadline) {
    this(egress, deadline, MAX_ANSWER_BYTES);
  }

  /**
   * @param mostBytes of an answer in HTTP/1.1 that are read
   */
  public HttpEgress(Egress egress, Duration deadline, int mostBytes) {
    this.egress = egress;
    this.mostBytes = mostBytes;
    this.deadlines = new Deadlines(deadline);
    DnsResolver known = names(egress, deadline);
    DnsResolver publicOnly = new Resolver(PrivateTargets.NONE, deadline);
    this.listed = ClientParts.client(deadline, known);
    this.outside = ClientParts.client(deadline, publicOnly);
    this.listedTwo = new LazyClient(deadline, known);
    this.outsideTwo = new LazyClient(deadline, publicOnly);
  }

  private static DnsResolver names(Egress egress, Duration deadline) {
    return switch (egress) {
      case Egress.Direct(PrivateTargets allowed) -> new Resolver(allowed, deadline);
      // The sandbox is where it is by its address; no name is looked up.
      case Egress.Sandbox _ -> SystemDefaultDnsResolver.INSTANCE;
    };
  }

  /**
   * Blocks until an answer is there, the call failed, or the deadline passed. The sandbox, whose
   * stand-ins have no TLS to agree on HTTP/2 in, is always spoken to in HTTP/1.1.
   */
  public HttpOutcome exchange(HttpCall call, Reach reach) {
    return switch (call.version()) {
      case ONE -> exchangeInOne(call, reach);
      case TWO ->
          switch (egress) {
            case Egress.Sandbox _ -> exchangeInOne(call, reach);
            case Egress.Direct _ ->
                switch (reach) {
                  case PUBLIC -> outsideTwo.exchange(call);
                  case LISTED -> listedTwo.exchange(call);
                };
          };
    };
  }

  private HttpOutcome exchangeInOne(HttpCall call, Reach reach) {
    HttpUriRequestBase request;
    try {
      request = request(call);
    } catch (RuntimeException e) {
      return new NotSent(new CallReason.RequestNotMade(String.valueOf(e.getMessage())));
    }
    if (egress instanceof Egress.Sandbox) {
      request.setHeader(
          SANDBOX_MESSAGE,
          call.messageIds().stream().map(UUID::toString).collect(Collectors.joining(",")));
    }
    HttpClientContext context = HttpClientContext.create();
    AtomicBoolean late = new AtomicBoolean();
    try (var _ =
            deadlines.start(() -> {
              late.set(true);
              request.cancel();
            });
        ClassicHttpResponse response =
            client(reach).executeOpen(target(call.uri()), request, context)) {
      return new Answered(read(response));
    } catch (Resolver.ForbiddenHost e) {
      return new Forbidden(e.host());
    } catch (IOException | RuntimeException e) {
      CallReason reason =
          late.get() ? new CallReason.NoAnswerInTime() : new CallReason.ConnectionFailed(reason(e));
      return WriteMark.isSet(context) ? new Unanswered(reason) : new NotSent(reason);
    }
  }

  private CloseableHttpClient client(Reach reach) {
    return switch (egress) {
      case Egress.Sandbox _ -> listed;
      case Egress.Direct _ ->
          switch (reach) {
            case PUBLIC -> outside;
            case LISTED -> listed;
          };
    };
  }

  /** Where the connection really goes. The request keeps naming the provider's host. */
  private HttpHost target(URI uri) {
    return switch (egress) {
      case Egress.Direct _ -> new HttpHost(uri.getScheme(), uri.getHost(), uri.getPort());
      case Egress.Sandbox(InetSocketAddress http, _, _) ->
          new HttpHost("http", http.getAddress(), http.getHostString(), http.getPort());
    };
  }

  private static HttpUriRequestBase request(HttpCall call) {
    HttpUriRequestBase request = new HttpUriRequestBase(call.method(), call.uri());
    request.setAuthority(new URIAuthority(call.uri().getHost(), call.uri().getPort()));
    call.headers().forEach(request::setHeader);
    if (call.body() != null) {
      String type = call.headers().getOrDefault("Content-Type", "application/octet-stream");
      request.setEntity(new ByteArrayEntity(call.body(), ContentType.parse(type)));
    }
    return request;
  }

  private HttpAnswer read(ClassicHttpResponse response) throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (Header header : response.getHeaders()) {
      headers.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), header.getValue());
    }
    HttpEntity entity = response.getEntity();
    if (entity == null) {
      return new HttpAnswer(response.getCode(), headers, new byte[0], false);
    }
    long length = entity.getContentLength();
    int most = length < 0 ? mostBytes : (int) Math.min(length, mostBytes);
    byte[] read = entity.getContent().readNBytes(most + 1);
    boolean cut = read.length > mostBytes;
    byte[] body = cut ? Arrays.copyOf(read, mostBytes) : read;
    return new HttpAnswer(response.getCode(), headers, body, cut);
  }

  static String reason(Throwable e) {
    return switch (e) {
      case UnknownHostException unknown -> "no such host: " + unknown.getMessage();
      case SSLException tls -> "TLS failed: " + tls.getMessage();
      default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    };
  }

  @Override
  public void close() {
    deadlines.close();
    listed.close(CloseMode.IMMEDIATE);
    outside.close(CloseMode.IMMEDIATE);
    listedTwo.close();
    outsideTwo.close();
  }
}
