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
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An HTTP server on one thread that costs little: what it stands in for is not what is measured.
 */
final class Reception implements Runnable {
  private static final int BACKLOG = 4_096;
  private static final int BUFFER = 64 * 1024;
  private static final long FIRST_ID = 1_000_000_000;
  private static final int ID_DIGITS = 10;
  private static final int BODY = 8 * 1024;
  private static final int LONGEST_BODY = 128 * 1024;
  private static final String BEFORE_ID = "{\"code\":0,\"id\":\"MX";
  private static final byte[] ANSWER = answer();
  private static final int ID_END =
      new String(ANSWER, StandardCharsets.US_ASCII).indexOf(BEFORE_ID)
          + BEFORE_ID.length()
          + ID_DIGITS;

  private final Ledger ledger;
  private final Selector selector = Selector.open();
  private final ServerSocketChannel server = ServerSocketChannel.open();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
  private final AtomicLong ids = new AtomicLong(FIRST_ID);

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
          selector, SelectionKey.OP_READ, new MessageReader(new Request(client, ledger, ids)));
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
    String body = BEFORE_ID + FIRST_ID + "\",\"message\":\"ok\"}";
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
    private final AtomicLong ids;
    private byte[] body = new byte[BODY];
    private final ByteBuffer answer = ByteBuffer.allocateDirect(ANSWER.length).put(ANSWER);
    private int length;
    private String path = "";

    Request(SocketChannel client, Ledger ledger, AtomicLong ids) {
      this.client = client;
      this.ledger = ledger;
      this.ids = ids;
    }

    @Override
    public void start(String line) {
      path = line.substring(line.indexOf(' ') + 1, line.lastIndexOf(' '));
      length = 0;
    }

    /** What is longer than any request of the bench is not looked at. */
    @Override
    public void body(ByteBuffer piece) {
      int needed = Math.min(length + piece.remaining(), LONGEST_BODY);
      if (needed > body.length) {
        body = Arrays.copyOf(body, Math.max(needed, 2 * body.length));
      }
      int taken = Math.min(piece.remaining(), body.length - length);
      piece.get(body, length, taken);
      length += taken;
    }

    @Override
    public void end() {
      long now = Micros.now();
      if (path.equals(StandIn.TOGETHER)) {
        Stamp.each(body, length, stamp -> ledger.add(path, now, stamp));
      } else {
        ledger.add(path, now, Stamp.in(body, length));
      }
      number();
      try {
        while (answer.hasRemaining()) {
          client.write(answer);
        }
      } catch (IOException gone) {
        answer.position(answer.limit());
      }
    }

    /** Each answer has an id of its own. */
    private void number() {
      long id = ids.getAndIncrement();
      for (int i = ID_END - 1; i >= ID_END - ID_DIGITS; i--) {
        answer.put(i, (byte) ('0' + id % 10));
        id /= 10;
      }
      answer.rewind();
    }
  }
}
