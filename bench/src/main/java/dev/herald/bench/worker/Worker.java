package dev.herald.bench.worker;

import dev.herald.bench.process.Answering;
import dev.herald.bench.process.Micros;

/** The work of one program. */
public interface Worker {
  /** That the program can be told what to do. */
  record Ready(boolean ready) {}

  /** Puts messages where they wait; nothing to do for one that makes them as it works. */
  default void fill(int messages) throws Exception {}

  /** Returns when all are done. */
  void work(int messages) throws Exception;

  /** Does what it is told until nobody tells it any more. */
  static void serve(Worker worker) throws Exception {
    Answering.serve(
        new Ready(true),
        Command.class,
        command -> {
          long start = Micros.now();
          switch (command.verb()) {
            case FILL -> worker.fill(command.messages());
            case WORK -> worker.work(command.messages());
          }
          return Stint.since(start, command.messages());
        });
  }
}
