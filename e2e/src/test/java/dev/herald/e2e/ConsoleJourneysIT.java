package dev.herald.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.herald.server.HeraldProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do in the console, in a real browser on the jar that is shipped. */
class ConsoleJourneysIT {
  private static final Path CONSOLE = Path.of("..", "console").toAbsolutePath().normalize();
  private static final Path VITEST = CONSOLE.resolve("node_modules/vitest/vitest.mjs");

  @TempDir static Path folder;

  @Test
  void peopleFindTheirWay() throws Exception {
    assumeThat(VITEST).as("the console was built, without -Dconsole.skip").exists();
    assumeThat(browser()).as("a Chromium; install one: apt-get install chromium").isZero();
    Path home = folder.resolve("home");
    try (HeraldProcess server = new HeraldProcess(home, "--herald.sandbox=true")) {
      server.start();
      walk(home, "first-run");
      HeraldProcess.Ended applied = server.command("apply", "../examples/esop.yaml", "--yes");
      assertThat(applied.status()).as(applied.output()).isZero();
      walk(home, "--exclude=**/first-run*");
    }
  }

  private static void walk(Path home, String which) throws Exception {
    ProcessBuilder journeys =
        node(VITEST.toString(), "run", "--config", "journeys/vitest.config.ts", which);
    journeys.environment().put("HERALD_URL", Files.readString(home.resolve("server.url")).strip());
    journeys.environment().put("HERALD_HOME", home.toString());

    assertThat(run(journeys)).as("the journeys above").isZero();
  }

  private static int browser() throws Exception {
    return run(node("journeys/install-browser.mjs"));
  }

  private static ProcessBuilder node(String... arguments) {
    ProcessBuilder builder = new ProcessBuilder("node").directory(CONSOLE.toFile());
    builder.command().addAll(List.of(arguments));
    return builder.redirectErrorStream(true);
  }

  private static int run(ProcessBuilder command) throws IOException, InterruptedException {
    Process process = command.start();
    System.out.println(new String(process.getInputStream().readAllBytes(), UTF_8));
    return process.waitFor();
  }
}
