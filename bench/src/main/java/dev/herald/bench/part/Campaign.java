package dev.herald.bench.part;

import dev.herald.bench.load.Form;
import dev.herald.bench.load.Order;
import dev.herald.bench.load.Order.Pace;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * Very many messages that are all due at one time, accepted before, so that they wait in the table
 * when others' times are measured beside them.
 */
final class Campaign {
  static final String PATH = "/whatsapp";
  private static final int WARM_UP_PART = 20;
  private static final int LINES = 5_000;
  private static final int CONNECTIONS = 2;
  private static final int LEAST_WAIT_SECONDS = 3;

  private final Served served;
  private final Form form;
  private final int messages;
  private final Order.Target target;
  private double acceptSeconds;

  Campaign(Served served, Form form, int messages) {
    this.served = served;
    this.form = form;
    this.messages = messages;
    this.target = served.server().target();
  }

  int messages() {
    return messages;
  }

  /** A small part of it, due at once, beside a trickle. */
  void warmUp(Trickle trickle) {
    int part = Math.max(1, messages / WARM_UP_PART);
    served.bench().forget();
    trickle.begin();
    acceptSeconds = submit(part, "") * WARM_UP_PART;
    served.patience().await(() -> served.bench().arrived(PATH) >= part);
    trickle.stop();
    served.patience().await(served.books()::areSettled);
  }

  /** Returns at the moment at which all of it is due. */
  void accept() {
    served.bench().forget();
    Instant due = Instant.now().plusSeconds(LEAST_WAIT_SECONDS + (long) (acceptSeconds * 1.3));
    acceptSeconds = submit(messages, due.toString());
    while (Instant.now().isBefore(due)) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private double submit(int count, String at) {
    return served
        .bench()
        .load()
        .submit(
            new Order(
                target,
                form,
                UUID.randomUUID().toString(),
                count,
                CONNECTIONS,
                Pace.bulk(LINES).dueAt(at)))
        .seconds();
  }
}
