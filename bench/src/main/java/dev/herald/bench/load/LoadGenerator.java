package dev.herald.bench.load;

import dev.herald.bench.process.Answering;
import dev.herald.bench.process.Micros;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Submits messages over kept connections from one thread, at a small part of a server's cost. */
public final class LoadGenerator {
  private static final int BUFFER = 256 * 1024;
  private static final long MILLI = 1_000;

  private final Selector selector;
  private final Work work;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
  private final List<Connection> connections = new ArrayList<>();
  private int turn;

  /** That it is there. */
  public record Ready(boolean ready) {}

  private LoadGenerator(Selector selector, Work work) {
    this.selector = selector;
    this.work = work;
  }

  public static void main(String[] arguments) throws Exception {
    Answering.serve(new Ready(true), Order.class, LoadGenerator::run);
  }

  /** Returns when every message is answered. */
  static Outcome run(Order order) throws IOException {
    try (Selector selector = Selector.open()) {
      return new LoadGenerator(selector, new Work(order)).submit(order);
    }
  }

  private Outcome submit(Order order) throws IOException {
    try {
      for (int i = 0; i < order.connections(); i++) {
        connections.add(new Connection(order.target().port(), selector, work));
      }
      while (!work.isDone()) {
        giveOut();
        await();
      }
      return work.outcome();
    } finally {
      for (Connection connection : connections) {
        connection.close();
      }
    }
  }

  /** In turn: a server lets go of a connection that is idle for long. */
  private void giveOut() throws IOException {
    for (int i = 0; i < connections.size(); i++) {
      turn = (turn + 1) % connections.size();
      Connection connection = connections.get(turn);
      if (connection.isIdle()) {
        Optional<Work.Piece> piece = work.next(Micros.now());
        if (piece.isEmpty()) {
          return;
        }
        connection.begin(piece.get());
      }
    }
  }

  private void await() throws IOException {
    long wait = work.due() - Micros.now();
    if (wait > 0 && wait < MILLI) {
      LockSupport.parkNanos(wait * 1_000);
      selector.selectNow();
    } else {
      selector.select(Math.max(1, wait / MILLI));
    }
    for (SelectionKey key : selector.selectedKeys()) {
      if (key.attachment() instanceof Connection connection) {
        connection.handle(buffer);
      }
    }
    selector.selectedKeys().clear();
  }
}
