package dev.herald.bench.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A process that lives no longer than this one. */
public final class Child implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int TAIL = 20;
  private static final long PATIENCE_SECONDS = 40;

  private final String name;
  private final Path log;
  private final Process process;
  private final PrintWriter questions;
  private final BufferedReader answers;
  private final Thread hook = new Thread(this::kill);

  private Child(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
    this.questions = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** One that is asked and answers, see {@link Answering}. */
  public static Child asked(String name, Path logs, List<String> command) {
    Path log = logs.resolve(name + ".log");
    return start(name, log, new ProcessBuilder(command).redirectError(log.toFile()));
  }

  /** One that only does its work, on a {@link Leash}. */
  public static Child leashed(String name, Path logs, List<String> command) {
    Path log = logs.resolve(name + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    // What is meant for a server of the user's must not reach the one that is measured.
    builder.environment().keySet().removeIf(key -> key.matches("(HERALD|SPRING)_.*"));
    return start(name, log, builder);
  }

  private static Child start(String name, Path log, ProcessBuilder builder) {
    try {
      return new Child(name, log, builder.start());
    } catch (IOException failure) {
      throw new UncheckedIOException("can't start " + name, failure);
    }
  }

  /** What the process said when it was ready. */
  public <A> A ready(Class<A> answer) {
    try {
      String line = answers.readLine();
      if (line == null) {
        throw new BenchFailure("%s ended:%n%s".formatted(name, tail()));
      }
      return read(line, answer);
    } catch (IOException failure) {
      throw new BenchFailure("%s can't be heard (%s):%n%s".formatted(name, failure, tail()));
    }
  }

  private <A> A read(String line, Class<A> answer) {
    try {
      return JSON.readValue(line, answer);
    } catch (JacksonException noAnswer) {
      throw new BenchFailure("%s says: %s%n%s".formatted(name, line, tail()));
    }
  }

  /** Waits for the answer for as long as the process lives. */
  public <A> A ask(Object question, Class<A> answer) {
    questions.println(JSON.writeValueAsString(question));
    return ready(answer);
  }

  public String name() {
    return name;
  }

  public long pid() {
    return process.pid();
  }

  public ProcessTree tree() {
    return new ProcessTree(name, process.pid());
  }

  /** Throws when the process is no longer there, with what it said last. */
  public void checkAlive() {
    if (!process.isAlive()) {
      throw new BenchFailure(
          "%s ended with status %d:%n%s".formatted(name, process.exitValue(), tail()));
    }
  }

  private String tail() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
    } catch (IOException unreadable) {
      return "(no log: " + unreadable + ")";
    }
  }

  private void kill() {
    questions.close();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** Lets the leash go, and waits for the end. */
  @Override
  public void close() {
    kill();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // Then the hook finds a process that has ended.
    }
  }
}
