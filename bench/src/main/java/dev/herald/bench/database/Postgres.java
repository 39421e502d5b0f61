package dev.herald.bench.database;

import dev.herald.bench.process.Child;
import dev.herald.bench.process.Jvm;
import dev.herald.bench.process.ProcessTree;
import java.nio.file.Path;
import java.util.List;

/** The PostgreSQL of a bench. */
public final class Postgres implements AutoCloseable {
  private final Child child;
  private final DatabaseProcess.Ready ready;
  private final Database first;
  private int made;

  private Postgres(Child child) {
    this.child = child;
    this.ready = child.ready(DatabaseProcess.Ready.class);
    this.first = new Database(ready.url(), ready.user(), ready.password());
  }

  /** Returns once it answers. */
  public static Postgres start(Path home, Path logs) {
    return new Postgres(
        Child.asked(
            "database", logs, Jvm.OWN.running(DatabaseProcess.class, List.of(home.toString()))));
  }

  /** An empty database. */
  public Database fresh() {
    String name = "bench_" + ++made;
    first.execute("create database " + name);
    return new Database(
        ready.url().replaceAll("/[^/]*$", "/" + name), ready.user(), ready.password());
  }

  /**
   * Takes a database away with everybody of ours who is connected to it. Whoever vacuums it is not,
   * and only PostgreSQL may send them away, which it does unless it is to use force.
   */
  public void drop(Database database) {
    database.close();
    first.execute(
        """
        select pg_terminate_backend(pid, 5000) from pg_stat_activity
        where datname = '%s' and usename = current_user
        """
            .formatted(database.name()));
    first.execute("drop database if exists " + database.name());
  }

  public ProcessTree tree() {
    return new ProcessTree("postgres", ready.pid());
  }

  /** The position in the log of changes, in bytes. */
  public long wal() {
    return first.number("select pg_current_wal_insert_lsn() - '0/0'::pg_lsn");
  }

  @Override
  public void close() {
    first.close();
    child.close();
  }
}
