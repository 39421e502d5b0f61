package dev.herald.channels.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.Message;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.impl.bootstrap.HttpAsyncServer;
import org.apache.hc.core5.http.nio.AsyncRequestConsumer;
import org.apache.hc.core5.http.nio.AsyncServerRequestHandler;
import org.apache.hc.core5.http.nio.entity.StringAsyncEntityConsumer;
import org.apache.hc.core5.http.nio.support.AsyncResponseBuilder;
import org.apache.hc.core5.http.nio.support.BasicRequestConsumer;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.impl.nio.bootstrap.H2ServerBootstrap;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.ListenerEndpoint;

/** Speaks HTTP/2 alone, and says of every device that it is gone. */
final class Http2Server
    implements AutoCloseable, AsyncServerRequestHandler<Message<HttpRequest, String>> {
  private final List<String> heads = new CopyOnWriteArrayList<>();
  private final HttpAsyncServer server;
  private final ListenerEndpoint endpoint;

  Http2Server() {
    server =
        H2ServerBootstrap.bootstrap()
            .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_2)
            .setCanonicalHostName("127.0.0.1")
            .register("*", this)
            .create();
    server.start();
    Future<ListenerEndpoint> listening =
        server.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), URIScheme.HTTP);
    try {
      endpoint = listening.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  int port() {
    return ((InetSocketAddress) endpoint.getAddress()).getPort();
  }

  List<String> heads() {
    return heads;
  }

  @Override
  public AsyncRequestConsumer<Message<HttpRequest, String>> prepare(
      HttpRequest request, EntityDetails entity, HttpContext context) {
    return new BasicRequestConsumer<>(entity == null ? null : new StringAsyncEntityConsumer());
  }

  @Override
  public void handle(
      Message<HttpRequest, String> message, ResponseTrigger trigger, HttpContext context)
      throws java.io.IOException, org.apache.hc.core5.http.HttpException {
    HttpRequest request = message.getHead();
    var topic = request.getFirstHeader("apns-topic");
    heads.add(
        "%s %s %s %s %s"
            .formatted(
                request.getVersion(),
                request.getMethod(),
                request.getPath(),
                topic == null ? "" : topic.getValue(),
                message.getBody()));
    trigger.submitResponse(
        AsyncResponseBuilder.create(410)
            .setHeader("apns-id", "1")
            .setEntity(
                "{\"reason\":\"Unregistered\"}".getBytes(StandardCharsets.UTF_8),
                ContentType.APPLICATION_JSON)
            .build(),
        context);
  }

  @Override
  public void close() {
    server.close(CloseMode.IMMEDIATE);
  }
}
