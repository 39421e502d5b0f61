package dev.herald.server.platform.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.util.FileSystemUtils;

/** A data directory of PostgreSQL, and what is done to it from outside. */
record Cluster(Path data, Programs programs) {
  private static final Duration CREATION = Duration.ofMinutes(2);
  private static final Duration START = Duration.ofMinutes(5);
  private static final Duration STOP = Duration.ofSeconds(30);

  boolean exists() {
    return Files.exists(data);
  }

  /**
   * Makes the directory with the role and its database; a crash on the way leaves no directory.
   *
   * @param roleOptions more for {@code create role}, for example {@code createdb}
   */
  void create(Endpoint endpoint, String roleOptions) throws IOException {
    Cluster unfinished = new Cluster(data.resolveSibling("postgres.unfinished"), programs);
    FileSystemUtils.deleteRecursively(unfinished.data);
    Files.createDirectory(unfinished.data);
    programs.account().own(unfinished.data);
    unfinished.initialise();
    unfinished.execute(
        "create role %s login password '%s' %s"
            .formatted(Endpoint.ROLE, endpoint.password(), roleOptions),
        "create database %s owner %s".formatted(Endpoint.DATABASE, Endpoint.ROLE));
    unfinished.allowBackups();
    Files.move(unfinished.data, data, StandardCopyOption.ATOMIC_MOVE);
    flushName();
  }

  private void initialise() throws IOException {
    programs.run(
        "initdb",
        CREATION,
        "--pgdata=" + data,
        "--username=postgres",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C",
        "--auth=reject",
        "--no-instructions");
    Files.writeString(
        data.resolve("pg_hba.conf"),
        """
        # The server's own role over loopback. The superuser can't log in.
        host all %s 127.0.0.1/32 scram-sha-256
        """
            .formatted(Endpoint.ROLE));
    Files.writeString(
        data.resolve("postgresql.conf"), "include 'herald.conf'\n", StandardOpenOption.APPEND);
  }

  void changePassword(String password) throws IOException {
    execute("alter role %s password '%s'".formatted(Endpoint.ROLE, password));
  }

  /** Lets the role copy the files: of a cluster of an earlier version, once. */
  void allowBackups() throws IOException {
    Path done = data.resolve("herald.backups");
    if (!Files.exists(done)) {
      execute(
          "grant execute on function pg_backup_start(text, boolean) to " + Endpoint.ROLE,
          "grant execute on function pg_backup_stop(boolean) to " + Endpoint.ROLE,
          "alter role %s replication".formatted(Endpoint.ROLE));
      Files.createFile(done);
    }
  }

  /** PostgreSQL reads it, whoever it runs as; nobody else gets into its folder. */
  private void configure(String settings) throws IOException {
    Path file = Files.writeString(data.resolve("herald.conf"), settings);
    Permissions.fileReadableByAll(file);
  }

  /** As superuser, while no server runs. */
  private void execute(String... statements) throws IOException {
    configure("");
    programs.run(
        "postgres",
        CREATION,
        String.join("\n", statements) + "\n",
        List.of("--single", "-D", data.toString(), "-c", "exit_on_error=on", "postgres"));
  }

  /**
   * Ends a postmaster that outlived the process that started it. Needs the home's lock.
   *
   * @return whether there was one
   */
  boolean stopLeftOver() throws IOException {
    Optional<PostmasterFile> file = PostmasterFile.in(data);
    Optional<ProcessHandle> process = file.flatMap(PostmasterFile::process);
    if (process.isEmpty()) {
      return false;
    }
    if (PostmasterFile.serves(data, process.get())) {
      stop();
      return true;
    }
    Files.delete(file.get().file());
    return false;
  }

  /** Returns once it answers. */
  ProcessHandle start(Endpoint endpoint, PostgresSettings settings) throws IOException {
    configure(
        settings.asFile(
            Map.of(
                "port", String.valueOf(endpoint.port()),
                "log_directory", programs.logs().toString())));
    programs.run(
        "pg_ctl",
        START,
        "start",
        "--pgdata=" + data,
        "--log=" + programs.logs().resolve("postgres-start.log"),
        "--timeout=" + START.toSeconds(),
        "--wait");
    return PostmasterFile.in(data)
        .flatMap(PostmasterFile::process)
        .orElseThrow(() ->
            new PostgresFailure(
                "PostgreSQL started and went away again.",
                "What it said is in " + programs.logs() + "."));
  }

  /**
   * Cuts connections and writes everything out; when that takes too long, leaves it to recovery.
   */
  void stop() throws IOException {
    if (PostmasterFile.in(data).isEmpty()) {
      return;
    }
    try {
      stop("fast");
    } catch (PostgresFailure slow) {
      stop("immediate");
    }
  }

  private void stop(String mode) throws IOException {
    programs.run(
        "pg_ctl",
        STOP.plusSeconds(5),
        "stop",
        "--pgdata=" + data,
        "--mode=" + mode,
        "--timeout=" + STOP.toSeconds(),
        "--wait");
  }

  void checkVersion() throws IOException {
    String version = Files.readString(data.resolve("PG_VERSION")).strip();
    String ours = programs.binaries().majorVersion();
    if (!version.equals(ours)) {
      throw new PostgresFailure(
          "The data in %s is PostgreSQL %s's, this Herald brings PostgreSQL %s."
              .formatted(data, version, ours),
          "Dump it with the Herald that wrote it and restore it into this one (pg_dump,"
              + " pg_restore), or go on with the former Herald.");
    }
  }

  /** A new directory survives a power failure only once its parent is written. */
  private void flushName() throws IOException {
    if (data.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel parent = FileChannel.open(data.getParent())) {
        parent.force(true);
      }
    }
  }
}
