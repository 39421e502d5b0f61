package dev.herald.server.platform.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs PostgreSQL's programs to their end. */
record Programs(Binaries binaries, Account account, Path logs) {

  /**
   * @throws PostgresFailure when the program fails or takes too long; carries what it said
   */
  void run(String program, Duration limit, String... arguments) throws IOException {
    run(program, limit, "", List.of(arguments));
  }

  void run(String program, Duration limit, String input, List<String> arguments)
      throws IOException {
    Path said = logs.resolve(program + ".log");
    Process process = start(program, said, arguments);
    try (var stdin = process.outputWriter()) {
      stdin.write(input);
    }
    Integer status = await(process, limit);
    if (status == null || status != 0) {
      process.destroyForcibly();
      throw new PostgresFailure(
          "%s %s: %s"
              .formatted(
                  program,
                  status == null ? "took longer than " + limit : "ended with status " + status,
                  Files.readString(said).strip()),
          "What PostgreSQL said is in " + logs + ".");
    }
  }

  private Process start(String program, Path said, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(binaries.program(program).toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(account.running(command));
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    return builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
  }

  private static @Nullable Integer await(Process process, Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS) ? process.exitValue() : null;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return null;
    }
  }
}
