package dev.herald.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.herald.server.HeraldProcess;
import dev.herald.server.queue.kafka.KafkaBroker;
import dev.herald.server.queue.kafka.KafkaBroker.Written;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What people do in the console, in a real browser on the jar that is shipped. */
class ConsoleJourneysIT {
  private static final Path CONSOLE = Path.of("..", "console").toAbsolutePath().normalize();
  private static final Path VITEST = CONSOLE.resolve("node_modules/vitest/vitest.mjs");

  /** A submission that the quarantine's journey mends. */
  private static final String MISSPELT =
      """
      {"node": "grant.vestd", "tenant": "hengtong", "to": [{"recipient": "E1001"}],
       "channels": ["email"],
       "data": {"name": "韩梅梅", "grant": "G-2024-117", "shares": 12000, "price": 8.5,
         "currency": "CNY", "vestedOn": "2026-11-20", "link": "https://esop.example/grants/117"}}
      """;

  @TempDir static Path folder;

  /** All walks of all people: longer than what a single test may take. */
  @Timeout(value = 45, unit = TimeUnit.MINUTES)
  @Test
  void peopleFindTheirWay() throws Exception {
    needs(Files.exists(VITEST), "the console, which was not built", "build without -Dconsole.skip");
    needs(hasBrowser(), "a Chromium", "apt-get install chromium fonts-noto-cjk");
    Path home = folder.resolve("home");
    try (KafkaBroker broker =
            new KafkaBroker(Files.createDirectory(folder.resolve("kafka"))).start();
        HeraldProcess server =
            new HeraldProcess(
                home,
                "--herald.sandbox=true",
                "--herald.queues.grants.kind=kafka",
                "--herald.queues.grants.servers=" + broker.servers(),
                "--herald.queues.grants.topic=grants",
                "--herald.queues.grants.application=esop")) {
      broker.topic("grants", 1);
      server.start();
      walk(home, "first-run");
      HeraldProcess.Ended applied = server.command("apply", "../examples/esop.yaml", "--yes");
      assertThat(applied.status()).as(applied.output()).isZero();
      broker.write(List.of(Written.of("grants", MISSPELT)));
      walk(home, "--exclude=**/first-run*");
    }
  }

  /** The build server has all that is needed; elsewhere it is said at the end what was left out. */
  private static void needs(boolean there, String what, String how) {
    String missing = "the console's journeys need %s: %s".formatted(what, how);
    if (Boolean.parseBoolean(System.getenv("CI"))) {
      assertThat(there).as(missing).isTrue();
    }
    if (!there) {
      System.out.println("\nSKIPPED: " + missing);
    }
    assumeThat(there).as(missing).isTrue();
  }

  private static void walk(Path home, String which) throws Exception {
    ProcessBuilder journeys =
        node(VITEST.toString(), "run", "--config", "journeys/vitest.config.ts", which);
    journeys.environment().put("HERALD_URL", Files.readString(home.resolve("server.url")).strip());
    journeys.environment().put("HERALD_HOME", home.toString());

    assertThat(run(journeys)).as("the journeys above").isZero();
  }

  private static boolean hasBrowser() throws Exception {
    return run(node("journeys/has-browser.mjs")) == 0;
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
