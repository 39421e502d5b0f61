package dev.herald.server.platform.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.apache.coyote.Processor;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/** Tomcat's endpoint, with {@link OpenConnections} in place of its bound at which it takes none. */
final class LimitedEndpoint extends NioEndpoint {
  /** A connection whose header comes in drips has some forty of them in buffers. */
  private static final long MEMORY_OF_CONNECTION = 128 << 10;

  private static final int PART_OF_ADDRESS = 4;
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final OpenConnections<SocketChannel> open = new OpenConnections<>(this::close);
  private Duration patience = Duration.ofSeconds(10);
  private @Nullable Integer mostOfAddress;
  private @Nullable Thread looking;

  void limit(HttpSettings settings) {
    patience = settings.patience();
    mostOfAddress = settings.connectionsPerAddress();
  }

  @Override
  public void startInternal() throws Exception {
    long memory = Runtime.getRuntime().maxMemory() / MEMORY_OF_CONNECTION;
    int wanted = getMaxConnections() < 0 ? Integer.MAX_VALUE : getMaxConnections();
    int most = (int) Math.clamp(memory, 16, wanted);
    open.bound(most, mostOfAddress == null ? Math.ceilDiv(most, PART_OF_ADDRESS) : mostOfAddress);
    setMaxConnections(-1);
    super.startInternal();
    looking = Thread.ofVirtual().name("http-deadlines").start(this::look);
  }

  @Override
  public void stopInternal() {
    if (looking != null) {
      looking.interrupt();
    }
    super.stopInternal();
  }

  private void look() {
    try {
      while (true) {
        Thread.sleep(patience.compareTo(BETWEEN_LOOKS) < 0 ? patience : BETWEEN_LOOKS);
        open.closeLate(patience);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  /** Unless it is being worked on. */
  private boolean close(SocketChannel socket) {
    SocketWrapperBase<NioChannel> connection = connections.get(socket);
    if (connection == null || !connection.getLock().tryLock()) {
      return false;
    }
    try {
      connection.close();
      return true;
    } finally {
      connection.getLock().unlock();
    }
  }

  @Override
  protected boolean setSocketOptions(SocketChannel socket) {
    if (!open.admit(socket, site(socket))) {
      destroySocket(socket);
      return false;
    }
    boolean taken = super.setSocketOptions(socket);
    if (!taken) {
      open.closed(socket);
    }
    return taken;
  }

  private static Site site(SocketChannel socket) {
    try {
      return socket.getRemoteAddress() instanceof InetSocketAddress remote
          ? Site.of(remote.getAddress())
          : new Site("local");
    } catch (IOException _) {
      return new Site("gone");
    }
  }

  @Override
  public void setHandler(Handler<NioChannel> handler) {
    super.setHandler(new Watched(handler));
  }

  /** Notes what each connection is waited for. */
  private final class Watched implements Handler<NioChannel> {
    private final Handler<NioChannel> handler;

    Watched(Handler<NioChannel> handler) {
      this.handler = handler;
    }

    @Override
    public SocketState process(SocketWrapperBase<NioChannel> connection, SocketEvent event) {
      OpenConnection watched = open.find(connection.getSocket().getIOChannel());
      if (watched == null) {
        return handler.process(connection, event);
      }
      OpenConnection.Work work = watched.works();
      SocketState state = handler.process(connection, event);
      switch (state) {
        case OPEN -> watched.isIdle();
        case LONG -> {
          if (!isAsynchronous(connection)) {
            work.hasPartOfHeader();
          }
        }
        case CLOSED, ASYNC_END, SENDFILE, UPGRADING, UPGRADED, ASYNC_IO, SUSPENDED -> {}
      }
      return state;
    }

    private static boolean isAsynchronous(SocketWrapperBase<NioChannel> connection) {
      return connection.getCurrentProcessor() instanceof Processor processor && processor.isAsync();
    }

    @Override
    public void release(SocketWrapperBase<NioChannel> connection) {
      open.closed(connection.getSocket().getIOChannel());
      handler.release(connection);
    }

    @Override
    public Object getGlobal() {
      return handler.getGlobal();
    }

    @Override
    public void pause() {
      handler.pause();
    }

    @Override
    public void recycle() {
      handler.recycle();
    }
  }
}
