package dev.herald.bench.load;

import dev.herald.bench.http.MessageReader;
import dev.herald.bench.process.Micros;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A kept connection with at most one request under way. Reads answers also while it writes. */
final class Connection implements MessageReader.Listener {
  private static final String TAKEN = "HTTP/1.1 202";
  private static final String STREAMED = "HTTP/1.1 200";
  private static final int MOST_QUOTED = 500;

  private final int port;
  private final Selector selector;
  private final Work work;
  private SocketChannel channel;
  private SelectionKey key;
  private MessageReader reader = new MessageReader(this);
  private final StringBuilder answer = new StringBuilder();
  private Marker taken = new Marker("\"status\":202");
  private ByteBuffer unsent = ByteBuffer.allocate(0);
  private Work.@Nullable Piece underWay;
  private String status = "";

  Connection(int port, Selector selector, Work work) throws IOException {
    this.port = port;
    this.selector = selector;
    this.work = work;
    this.channel = connect(port);
    this.key = channel.register(selector, SelectionKey.OP_READ, this);
  }

  private static SocketChannel connect(int port) throws IOException {
    SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    return channel;
  }

  boolean isIdle() {
    return underWay == null;
  }

  void begin(Work.Piece piece) throws IOException {
    underWay = piece;
    unsent = ByteBuffer.wrap(piece.bytes());
    write();
  }

  void handle(ByteBuffer buffer) throws IOException {
    if (key.isReadable()) {
      buffer.clear();
      boolean closed = channel.read(buffer) < 0;
      if (closed && !isIdle()) {
        throw new IOException("the server closed a connection before it answered");
      }
      if (!closed) {
        reader.feed(buffer.flip());
      }
      if (closed || isIdle() && reader.isLast()) {
        reopen();
      }
    }
    if (unsent.hasRemaining()) {
      write();
    }
  }

  /** Servers let go of a connection after so many requests, and of one that is idle for long. */
  private void reopen() throws IOException {
    channel.close();
    channel = connect(port);
    key = channel.register(selector, SelectionKey.OP_READ, this);
    reader = new MessageReader(this);
  }

  private void write() throws IOException {
    channel.write(unsent);
    int wanted = unsent.hasRemaining() ? SelectionKey.OP_WRITE : 0;
    if (key.interestOps() != (SelectionKey.OP_READ | wanted)) {
      key.interestOps(SelectionKey.OP_READ | wanted);
    }
  }

  @Override
  public void start(String line) {
    status = line;
    answer.setLength(0);
    taken = new Marker("\"status\":202");
  }

  @Override
  public void body(ByteBuffer piece) {
    taken.look(piece);
    if (!status.startsWith(TAKEN) && answer.length() < MOST_QUOTED) {
      answer.append(StandardCharsets.UTF_8.decode(piece.slice()));
    }
  }

  @Override
  public void end() {
    Work.Piece piece = underWay;
    if (piece == null) {
      throw new IllegalStateException("an answer that nobody asked for: " + status);
    }
    underWay = null;
    long accepted =
        status.startsWith(TAKEN)
            ? piece.messages()
            : status.startsWith(STREAMED) ? taken.count() : 0;
    work.answered(piece, accepted, status + " " + answer, Micros.now());
  }

  void close() throws IOException {
    channel.close();
  }
}
