package dev.herald.sandbox.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Listens on the loopback address and serves every connection on a virtual thread. */
public final class WireServer implements AutoCloseable {
  private static final int BACKLOG = 4_096;

  private final ServerSocket listener;
  private final Handler handler;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private WireServer(ServerSocket listener, Handler handler) {
    this.listener = listener;
    this.handler = handler;
  }

  /**
   * @param port 0 for any free one
   * @throws UncheckedIOException when the port is taken
   */
  public static WireServer start(int port, Handler handler) {
    try {
      ServerSocket listener = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
      WireServer server = new WireServer(listener, handler);
      Thread.ofVirtual().name("sandbox-http").start(server::accept);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("sandbox can't listen on port " + port, e);
    }
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        Thread.ofVirtual().name("sandbox-http-connection").start(() -> serve(socket));
      } catch (IOException closedOrGone) {
        // close() ends the listening; a caller that has left already does not
      }
    }
  }

  private void serve(Socket socket) {
    open.add(socket);
    try {
      if (!listener.isClosed()) {
        new Connection(socket, handler).run();
      }
    } finally {
      open.remove(socket);
    }
  }

  /** Stops listening and drops every connection. */
  @Override
  public void close() {
    quietly(listener);
    open.forEach(WireServer::quietly);
  }

  private static void quietly(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception alreadyGone) {
      // closed is what was wanted
    }
  }
}
