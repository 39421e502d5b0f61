package dev.herald.bench.part;

import dev.herald.bench.Workbench;
import dev.herald.bench.database.Database;
import dev.herald.bench.herald.Books;
import dev.herald.bench.herald.HeraldServer;
import java.nio.file.Path;
import java.util.List;

/** A server with the bench's nodes and sources, on a database of its own. */
record Served(Workbench bench, Database database, Path home, HeraldServer server)
    implements AutoCloseable {

  /**
   * @param caps of each source; none: as fast as it goes
   */
  static Served start(Stage stage, List<String> caps) {
    return start(stage, caps, List.of());
  }

  /**
   * @param options as on the server's command line
   */
  static Served start(Stage stage, List<String> caps, List<String> options) {
    Workbench bench = stage.bench();
    Database database = bench.postgres().fresh();
    Path home = bench.folder("herald");
    HeraldServer server = HeraldServer.start(stage.packaged(), bench, database, home, options);
    Served served = new Served(bench, database, home, server);
    server.configure(bench, caps);
    return served;
  }

  /** Returns when the disk has what was done before, so that it delays nobody after it. */
  void writesBack() {
    database.execute("checkpoint");
  }

  Books books() {
    return new Books(database);
  }

  Passage passage() {
    return new Passage(bench, Passage.Carrier.of(server), books());
  }

  Rounds rounds(Stage stage) {
    return new Rounds(stage, server.tree());
  }

  /** Waits as long as the stand-in hears of it. */
  Patience patience() {
    return new Patience(bench::arrived, server::checkAlive);
  }

  @Override
  public void close() {
    server.close();
    bench.postgres().drop(database);
  }
}
