package dev.herald.bench.part;

import dev.herald.bench.Workbench;
import dev.herald.bench.database.Database;
import dev.herald.bench.herald.Books;
import dev.herald.bench.load.Order;
import dev.herald.bench.process.Child;
import dev.herald.bench.process.Jvm;
import dev.herald.bench.straight.StraightServer;
import java.util.List;

/** The straightforward code, in a JVM with the server's flags and on a database of its own. */
record Straight(Workbench bench, Database database, Child child, Passage passage)
    implements AutoCloseable {
  private static final String NAME = "pipeline";

  /**
   * @param perCall how many messages go to the provider together at most
   */
  static Straight start(Stage stage, int perCall) {
    Workbench bench = stage.bench();
    Database database = bench.postgres().fresh();
    Child child =
        Child.asked(
            NAME,
            bench.logs(),
            Jvm.own(stage.packaged().flagsOfOthers())
                .running(
                    StraightServer.class,
                    List.of(
                        database.url(),
                        database.user(),
                        database.password(),
                        bench.folder(NAME).toString(),
                        Integer.toString(bench.standInPort()),
                        Integer.toString(perCall))));
    StraightServer.Ready ready = child.ready(StraightServer.Ready.class);
    Passage passage =
        new Passage(
            bench,
            new Passage.Carrier(
                List.of(child.tree()),
                new Order.Target(ready.port(), ready.key()),
                child::checkAlive),
            new Books(database));
    return new Straight(bench, database, child, perCall == 1 ? passage : passage.together());
  }

  @Override
  public void close() {
    child.close();
    bench.postgres().drop(database);
  }
}
