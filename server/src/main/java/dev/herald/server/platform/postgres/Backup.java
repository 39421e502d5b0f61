package dev.herald.server.platform.postgres;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A copy of a home while its server runs: the files of the database as PostgreSQL says they are to
 * be copied, with the log of changes that makes them whole, and what else is in the home.
 *
 * <p>A slot that lasts as long as the connection keeps the log for the time of the copy.
 */
public final class Backup {
  static final String DATABASE = "postgres";
  static final String HOME = "home";
  static final String ABOUT = "backup.properties";

  /** What a server makes anew, or what is of this one start alone. */
  private static final Set<String> NOT_OF_THE_HOME =
      Set.of(
          "postgres",
          "postgres-bin",
          "postgres.unfinished",
          "logs",
          "herald.lock",
          "herald.pid",
          "server.url",
          "demo",
          "bench",
          "admin-key.order",
          "admin-key.new",
          "admin-key.answer");

  /** Folders that are copied empty: PostgreSQL fills them anew. */
  private static final Set<String> EMPTY =
      Set.of(
          "pg_wal",
          "pg_replslot",
          "pg_dynshmem",
          "pg_notify",
          "pg_serial",
          "pg_snapshots",
          "pg_stat_tmp",
          "pg_subtrans");

  private static final Set<String> NOT_OF_THE_DATABASE =
      Set.of("postmaster.pid", "postmaster.opts", "pg_internal.init", "backup_label.old");

  private final Path home;
  private final Path target;

  private Backup(Path home, Path target) {
    this.home = home;
    this.target = target;
  }

  /**
   * @param from where PostgreSQL begins to read the log when it is restored
   */
  public record Made(Instant at, String from, String to, long bytes) {}

  /**
   * @param home of a server that runs
   * @param target an empty folder, or none yet
   * @throws PostgresFailure when it can't; what was copied by then is of no use
   */
  public static Made make(Path home, Path target) throws IOException {
    requireEmpty(target);
    Path data = home.resolve(DATABASE);
    if (PostmasterFile.in(data).flatMap(PostmasterFile::process).isEmpty()) {
      throw new PostgresFailure(
          "Herald does not run on %s with a database of its own.".formatted(home),
          "Start it first, or copy the folder as it is. A PostgreSQL of yours is backed up with its"
              + " own programs.");
    }
    Files.createDirectories(target);
    return new Backup(home.toRealPath(), target.toRealPath()).make();
  }

  /** Nobody's data is written over. */
  static void requireEmpty(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> there = Files.list(folder)) {
        if (there.findAny().isEmpty()) {
          return;
        }
      }
    }
    if (Files.exists(folder)) {
      throw new PostgresFailure(folder + " is not empty.", "Name an empty folder, or a new one.");
    }
  }

  private Made make() throws IOException {
    Endpoint endpoint = Endpoint.read(home.resolve("postgres.properties"));
    try (Connection connection =
            DriverManager.getConnection(
                endpoint.url(DATABASE), Endpoint.ROLE, endpoint.password());
        Statement statement = connection.createStatement()) {
      one(
          statement,
          "select pg_create_physical_replication_slot('herald_backup_' || pg_backend_pid(), true,"
              + " true)::text");
      String from = one(statement, "select pg_walfile_name(pg_backup_start('herald', true))");
      copyDatabase();
      String to = stop(statement);
      copyLog(from, to);
      copyHome();
      Made made = new Made(Instant.now(), from, to, size());
      write(made);
      return made;
    } catch (SQLException failure) {
      throw new PostgresFailure(
          "The backup failed: " + failure.getMessage(),
          "If it says that a permission is missing, restart Herald once and try again.",
          failure);
    }
  }

  private static String one(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private void copyDatabase() throws IOException {
    Path data = home.resolve(DATABASE);
    Path copy = target.resolve(DATABASE);
    Files.walkFileTree(
        data,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes about)
              throws IOException {
            Path name = folder.getFileName();
            if (name.toString().startsWith("pgsql_tmp")) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Path made = Files.createDirectories(copy.resolve(data.relativize(folder)));
            Permissions.ownerOnlyFolder(made);
            if (data.equals(folder.getParent()) && EMPTY.contains(name.toString())) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes about)
              throws IOException {
            if (!NOT_OF_THE_DATABASE.contains(file.getFileName().toString())) {
              copyIfThere(file, copy.resolve(data.relativize(file)));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }
        });
    for (String folder : List.of("archive_status", "summaries")) {
      Permissions.ownerOnlyFolder(Files.createDirectories(copy.resolve("pg_wal").resolve(folder)));
    }
  }

  /** A table that is dropped meanwhile takes its files along; the log says so again. */
  private static void copyIfThere(Path file, Path copy) throws IOException {
    try {
      Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException gone) {
      Files.deleteIfExists(copy);
    }
  }

  /**
   * @return the last file of the log that is needed
   */
  private String stop(Statement statement) throws SQLException, IOException {
    try (ResultSet row =
        statement.executeQuery(
            "select pg_walfile_name(lsn), labelfile from pg_backup_stop(false)")) {
      row.next();
      Path label = target.resolve(DATABASE).resolve("backup_label");
      Files.writeString(label, row.getString(2));
      Permissions.ownerOnly(label);
      return row.getString(1);
    }
  }

  private void copyLog(String from, String to) throws IOException {
    Path log = home.resolve(DATABASE).resolve("pg_wal");
    Path copy = target.resolve(DATABASE).resolve("pg_wal");
    try (Stream<Path> files = Files.list(log)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        String name = file.getFileName().toString();
        if (name.length() == from.length()
            && name.compareTo(from) >= 0
            && name.compareTo(to) <= 0) {
          Files.copy(file, copy.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
    if (!Files.exists(copy.resolve(from)) || !Files.exists(copy.resolve(to))) {
      throw new PostgresFailure(
          "PostgreSQL's log of changes from %s to %s is not all there.".formatted(from, to),
          "Make the backup again.");
    }
  }

  private void copyHome() throws IOException {
    Path copy = Files.createDirectories(target.resolve(HOME));
    Permissions.ownerOnlyFolder(copy);
    try (Stream<Path> files = Files.list(home)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (!NOT_OF_THE_HOME.contains(file.getFileName().toString()) && !target.startsWith(file)) {
          copyAll(file, copy.resolve(file.getFileName()));
        }
      }
    }
  }

  /** With the permissions that they have. */
  static void copyAll(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : (Iterable<Path>) all::iterator) {
        Files.copy(
            each,
            to.resolve(from.relativize(each).toString()),
            StandardCopyOption.COPY_ATTRIBUTES,
            LinkOption.NOFOLLOW_LINKS);
      }
    }
  }

  private long size() throws IOException {
    try (Stream<Path> all = Files.walk(target)) {
      long bytes = 0;
      for (Path each : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
        bytes += Files.size(each);
      }
      return bytes;
    }
  }

  /** Last: a backup without it was broken off. */
  private void write(Made made) throws IOException {
    Properties about = new Properties();
    about.setProperty("at", made.at().toString());
    about.setProperty("log.from", made.from());
    about.setProperty("log.to", made.to());
    about.setProperty("bytes", String.valueOf(made.bytes()));
    about.setProperty(
        "postgresql", Files.readString(target.resolve(DATABASE).resolve("PG_VERSION")).strip());
    try (var file = Files.newOutputStream(target.resolve(ABOUT))) {
      about.store(file, "A backup of a Herald home; restore it with: herald restore");
    }
  }
}
