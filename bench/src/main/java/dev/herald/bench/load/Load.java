package dev.herald.bench.load;

import dev.herald.bench.process.BenchFailure;
import dev.herald.bench.process.Child;
import dev.herald.bench.process.Jvm;
import dev.herald.bench.process.ProcessTree;
import java.nio.file.Path;
import java.util.List;

/** A load generator, a process of its own. */
public final class Load implements AutoCloseable {
  private final Child child;

  private Load(Child child) {
    this.child = child;
  }

  /** Returns once it can be asked. */
  public static Load start(String name, Path logs) {
    Child child = Child.asked(name, logs, Jvm.OWN.running(LoadGenerator.class, List.of()));
    child.ready(LoadGenerator.Ready.class);
    return new Load(child);
  }

  /** Returns when everything is answered, and fails when something was refused. */
  public Outcome submit(Order order) {
    Outcome outcome = child.ask(order, Outcome.class);
    if (outcome.refused() > 0) {
      throw new BenchFailure(
          "%,d of %,d messages were refused, for example: %s"
              .formatted(outcome.refused(), order.messages(), outcome.refusal()));
    }
    return outcome;
  }

  public ProcessTree tree() {
    return child.tree();
  }

  @Override
  public void close() {
    child.close();
  }
}
