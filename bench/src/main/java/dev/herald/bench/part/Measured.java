package dev.herald.bench.part;

import dev.herald.bench.Workbench;
import dev.herald.bench.database.Database;
import dev.herald.bench.process.Child;
import dev.herald.bench.process.Jvm;
import dev.herald.bench.process.Meter;
import dev.herald.bench.process.ProcessTree;
import dev.herald.bench.worker.Command;
import dev.herald.bench.worker.Command.Verb;
import dev.herald.bench.worker.Stint;
import dev.herald.bench.worker.Worker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A worker that is measured, on a database of its own, in a JVM with the server's flags. */
record Measured(Workbench bench, Database database, Child child) implements AutoCloseable {

  /**
   * @param more arguments after the database's
   */
  static Measured start(Stage stage, String name, Class<? extends Worker> program, String... more) {
    Workbench bench = stage.bench();
    Database database = bench.postgres().fresh();
    return new Measured(bench, database, beside(stage, database, name, program, more));
  }

  /** Such a worker on a database that others use, too. */
  static Child beside(
      Stage stage,
      Database database,
      String name,
      Class<? extends Worker> program,
      String... more) {
    List<String> arguments =
        new ArrayList<>(List.of(database.url(), database.user(), database.password()));
    arguments.addAll(Arrays.asList(more));
    Child child =
        Child.asked(
            name,
            stage.bench().logs(),
            Jvm.own(stage.packaged().flagsOfOthers()).running(program, arguments));
    child.ready(Worker.Ready.class);
    return child;
  }

  Rounds rounds(Stage stage) {
    return new Rounds(stage, child.tree());
  }

  void fill(int messages) {
    child.ask(new Command(Verb.FILL, messages), Stint.class);
  }

  /**
   * @param full so many when it is not quick
   * @param others that work along with it
   */
  Stretch work(Stage stage, int full, ProcessTree... others) {
    int messages = stage.effort().size(full);
    List<ProcessTree> trees = new ArrayList<>(List.of(child.tree()));
    trees.addAll(Arrays.asList(others));
    try (Meter meter = bench.meter(trees)) {
      Stint stint = child.ask(new Command(Verb.WORK, messages), Stint.class);
      return new Stretch(stint, meter.read(messages));
    }
  }

  @Override
  public void close() {
    child.close();
    bench.postgres().drop(database);
  }
}
