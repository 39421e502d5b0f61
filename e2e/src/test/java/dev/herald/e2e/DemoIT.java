package dev.herald.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.server.PackagedJar;
import dev.herald.server.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The demo as the launcher runs it: the packaged jar as a server, and again as its command line.
 */
class DemoIT {
  @TempDir Path folder;
  private Process server;

  @BeforeEach
  void startSandbox() throws IOException {
    server =
        jar(
            "server.log",
            "--herald.home=" + home(),
            "--herald.sandbox=true",
            "--server.port=0",
            // A call that a busy machine answers late is repeated, and may have been received.
            "--herald.connectors.deadline=40s",
            "--herald.lease=60s");
    await()
        .atMost(Patience.SOON)
        .until(() -> !server.isAlive() || Files.exists(home().resolve("server.url")));
    assertThat(server.isAlive()).as(output("server.log")).isTrue();
  }

  @AfterEach
  void stopSandbox() throws InterruptedException {
    server.destroy();
    server.waitFor();
  }

  private Path home() {
    return folder.resolve("home");
  }

  private String output(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }

  private Process jar(String output, String... arguments) throws IOException {
    ProcessBuilder builder = PackagedJar.running(List.of(arguments));
    builder.environment().put("HERALD_HOME", home().toString());
    builder.environment().keySet().removeAll(List.of("HERALD_URL", "HERALD_KEY"));
    return builder
        .redirectOutput(folder.resolve(output).toFile())
        .redirectError(folder.resolve(output + ".err").toFile())
        .start();
  }

  private int demo(String output, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("demo"));
    all.addAll(List.of(arguments));
    return jar(output, all.toArray(String[]::new)).waitFor();
  }

  @Test
  void all_that_is_accepted_is_sent_once_and_the_summary_is_the_last_line() throws Exception {
    int result = demo("first", "--burst", "300", "--json", "--exit");

    assertThat(result).as(output("first.err")).isZero();
    assertThat(output("first").lines()).hasSize(1);
    JsonNode summary = JsonMapper.shared().readTree(output("first"));
    assertThat(summary.path("accepted").asInt()).isEqualTo(300);
    assertThat(summary.path("sent").asInt()).isEqualTo(300);
    assertThat(summary.path("failed").asInt(-1)).isZero();
    assertThat(summary.path("lost").asInt(-1)).isZero();
    assertThat(summary.path("doubled").asInt(-1)).isZero();
    assertThat(summary.path("retries").asInt()).isPositive();
    assertThat(summary.at("/byChannel/infoflow/sent").asInt()).isEqualTo(15);

    assertThat(demo("again", "--burst", "100", "--faults"))
        .as("a second one on the same server, with failures that were asked for")
        .isZero();
    assertThat(output("again")).contains("恒通科技", "no such mailbox", "./herald stop");
  }
}
