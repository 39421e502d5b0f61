package dev.herald.bench.standin;

import dev.herald.bench.http.MessageReader;
import dev.herald.bench.process.Micros;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * An HTTP server on one thread that costs little: what it stands in for is not what is measured.
 */
final class Reception implements Runnable {
  private static final int BACKLOG = 4_096;
  private static final int BUFFER = 64 * 1024;
  private static final byte[] ANSWER = answer();

  private final Ledger ledger;
  private final Selector selector = Selector.open();
  private final ServerSocketChannel server = ServerSocketChannel.open();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);

  Reception(Ledger ledger) throws IOException {
    this.ledger = ledger;
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    server.configureBlocking(false);
    server.register(selector, SelectionKey.OP_ACCEPT);
  }

  int port() throws IOException {
    return ((InetSocketAddress) server.getLocalAddress()).getPort();
  }

  @Override
  public void run() {
    while (true) {
      try {
        selector.select(this::handle);
      } catch (IOException broken) {
        throw new IllegalStateException(broken);
      }
    }
  }

  private void handle(SelectionKey key) {
    try {
      if (key.isAcceptable()) {
        accept();
      } else if (key.attachment() instanceof MessageReader reader) {
        read(key, reader);
      }
    } catch (IOException gone) {
      key.cancel();
    }
  }

  private void accept() throws IOException {
    for (SocketChannel client = server.accept(); client != null; client = server.accept()) {
      client.configureBlocking(false);
      client.setOption(StandardSocketOptions.TCP_NODELAY, true);
      client.register(
          selector, SelectionKey.OP_READ, new MessageReader(new Request(client, ledger)));
    }
  }

  private void read(SelectionKey key, MessageReader reader) throws IOException {
    buffer.clear();
    if (((SocketChannel) key.channel()).read(buffer) < 0) {
      key.channel().close();
    } else {
      reader.feed(buffer.flip());
    }
  }

  private static byte[] answer() {
    String body = "{\"code\":0,\"id\":\"MX7401186520\",\"message\":\"ok\"}";
    return """
    HTTP/1.1 200 OK\r
    Content-Type: application/json\r
    Content-Length: %d\r
    \r
    %s\
    """
        .formatted(body.length(), body)
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** One connection's requests, one after the other. */
  private static final class Request implements MessageReader.Listener {
    private final SocketChannel client;
    private final Ledger ledger;
    private final byte[] body = new byte[8 * 1024];
    private final ByteBuffer answer = ByteBuffer.allocateDirect(ANSWER.length).put(ANSWER);
    private int length;
    private String path = "";

    Request(SocketChannel client, Ledger ledger) {
      this.client = client;
      this.ledger = ledger;
    }

    @Override
    public void start(String line) {
      path = line.substring(line.indexOf(' ') + 1, line.lastIndexOf(' '));
      length = 0;
    }

    /** What is longer than any message of the bench is not looked at. */
    @Override
    public void body(ByteBuffer piece) {
      int taken = Math.min(piece.remaining(), body.length - length);
      piece.get(body, length, taken);
      length += taken;
    }

    @Override
    public void end() {
      ledger.add(path, Micros.now(), Stamp.in(body, length));
      answer.rewind();
      try {
        while (answer.hasRemaining()) {
          client.write(answer);
        }
      } catch (IOException gone) {
        answer.position(answer.limit());
      }
    }
  }
}
