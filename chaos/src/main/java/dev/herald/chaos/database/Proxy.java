package dev.herald.chaos.database;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between servers and PostgreSQL, and cuts, slows or stalls what goes through. */
public final class Proxy implements AutoCloseable {
  private final ServerSocket server;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger cutsLeft = new AtomicInteger();
  private final AtomicInteger cuts = new AtomicInteger();
  private volatile Cut cut = new Cut("", true);
  private volatile long delayMillis;
  private volatile boolean stalled;

  private Proxy(ServerSocket server, int target) {
    this.server = server;
    this.target = target;
  }

  /**
   * Which commits are cut off.
   *
   * @param beginning of a statement in the transaction
   * @param reached whether the server gets to see the COMMIT, and only its answer is lost
   */
  public record Cut(String beginning, boolean reached) {}

  public static Proxy to(int port) throws IOException {
    Proxy proxy = new Proxy(new ServerSocket(0, 128, InetAddress.getLoopbackAddress()), port);
    Thread.ofVirtual().start(proxy::accept);
    return proxy;
  }

  public int port() {
    return server.getLocalPort();
  }

  /** Cuts the next so many of these commits. */
  public void cut(Cut which, int times) {
    cut = which;
    cutsLeft.set(times);
  }

  /** How many were cut so far. */
  public int cuts() {
    return cuts.get();
  }

  public void slow(long millis) {
    delayMillis = millis;
  }

  /** Lets nothing through, and keeps the connections open. */
  public void stall(boolean on) {
    stalled = on;
  }

  public void heal() {
    cutsLeft.set(0);
    delayMillis = 0;
    stalled = false;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        Thread.ofVirtual().start(() -> join(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void join(Socket client) {
    try (client;
        Socket database = new Socket()) {
      database.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), 2_000);
      sockets.add(client);
      client.setTcpNoDelay(true);
      database.setTcpNoDelay(true);
      AtomicBoolean waitsForCommit = new AtomicBoolean();
      Thread answers = Thread.ofVirtual().start(() -> answers(database, client, waitsForCommit));
      questions(client, database, waitsForCommit);
      close(database);
      answers.join();
    } catch (IOException | InterruptedException ended) {
      Thread.currentThread().interrupt();
    } finally {
      sockets.remove(client);
    }
  }

  private void questions(Socket client, Socket database, AtomicBoolean waitsForCommit)
      throws IOException, InterruptedException {
    DataInputStream in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
    OutputStream out = database.getOutputStream();
    out.write(Wire.readStartup(in));
    Wire wire = new Wire();
    while (true) {
      Wire.Frame frame = Wire.read(in);
      hold();
      Cut which = cut;
      if (wire.commits(frame, which.beginning)
          && cutsLeft.getAndUpdate(left -> left > 0 ? left - 1 : 0) > 0) {
        cuts.incrementAndGet();
        if (!which.reached) {
          return;
        }
        waitsForCommit.set(true);
      }
      out.write(frame.bytes());
    }
  }

  private void answers(Socket database, Socket client, AtomicBoolean waitsForCommit) {
    try (client;
        database) {
      DataInputStream in = new DataInputStream(new BufferedInputStream(database.getInputStream()));
      OutputStream out = client.getOutputStream();
      while (true) {
        Wire.Frame frame = Wire.read(in);
        if (waitsForCommit.get() && Wire.isCommitDone(frame)) {
          return;
        }
        out.write(frame.bytes());
      }
    } catch (IOException ended) {
      close(client);
    }
  }

  private void hold() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(delayMillis);
    while (stalled) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException closed) {
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    sockets.forEach(Proxy::close);
  }
}
