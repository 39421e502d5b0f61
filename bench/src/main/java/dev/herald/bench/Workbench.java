package dev.herald.bench;

import dev.herald.bench.database.Postgres;
import dev.herald.bench.load.Load;
import dev.herald.bench.process.BenchFailure;
import dev.herald.bench.process.Child;
import dev.herald.bench.process.Jvm;
import dev.herald.bench.process.Meter;
import dev.herald.bench.process.ProcessTree;
import dev.herald.bench.standin.Seen;
import dev.herald.bench.standin.StandIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What every part needs: PostgreSQL, the stand-in and the load generator, each a process. */
public final class Workbench implements AutoCloseable {
  private final Path folder;
  private final Path logs;
  private final Postgres postgres;
  private final Child standIn;
  private final Load load;
  private final int standInPort;

  private Workbench(Path folder) throws IOException {
    this.folder = folder;
    this.logs = Files.createDirectories(folder.resolve("logs"));
    this.postgres = Postgres.start(folder.resolve("database"), logs);
    this.standIn = Child.asked("stand-in", logs, Jvm.OWN.running(StandIn.class, List.of()));
    this.load = Load.start("load", logs);
    this.standInPort = standIn.ready(StandIn.Ready.class).port();
  }

  /**
   * @param parent where a folder is made for as long as the workbench stands
   */
  public static Workbench set(Path parent) {
    try {
      Files.createDirectories(parent);
      Workbench bench = new Workbench(Files.createTempDirectory(parent.toRealPath(), "run-"));
      Runtime.getRuntime().addShutdownHook(new Thread(bench::close));
      return bench;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public Postgres postgres() {
    return postgres;
  }

  public int standInPort() {
    return standInPort;
  }

  public Path logs() {
    return logs;
  }

  /** An empty folder. */
  public Path folder(String name) {
    try {
      return Files.createTempDirectory(folder, name + "-");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** How many requests the stand-in had since it was last told to forget. */
  public long arrived() {
    return standIn.ask(StandIn.Question.COUNT, StandIn.Count.class).requests();
  }

  /** The same of one path. */
  public long arrived(String path) {
    return standIn.ask(StandIn.Question.COUNT, StandIn.Count.class).paths().getOrDefault(path, 0);
  }

  /** The time of day in microseconds of the first request, to whatever path. */
  public long firstArrival() {
    return standIn.ask(StandIn.Question.REPORT, StandIn.Report.class).paths().values().stream()
        .mapToLong(Seen::firstMicros)
        .min()
        .orElseThrow();
  }

  /** What came to a path since the stand-in was last told to forget. */
  public Seen seen(String path) {
    Seen seen = standIn.ask(StandIn.Question.REPORT, StandIn.Report.class).paths().get(path);
    if (seen == null) {
      throw new BenchFailure("nothing came to " + path);
    }
    return seen;
  }

  public void forget() {
    standIn.ask(StandIn.Question.FORGET, StandIn.Count.class);
  }

  public Load load() {
    return load;
  }

  /** Measures these, PostgreSQL, and what of the bench works along with them. */
  public Meter meter(List<ProcessTree> measured) {
    List<ProcessTree> all = new ArrayList<>(measured);
    all.addAll(List.of(postgres.tree(), load.tree(), standIn.tree()));
    return new Meter(all, postgres::wal);
  }

  /** Takes everything away, also when it is called off. */
  @Override
  public void close() {
    load.close();
    standIn.close();
    postgres.close();
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
