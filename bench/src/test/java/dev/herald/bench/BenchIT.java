package dev.herald.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BenchIT {
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Path SERVER = TARGET.resolve("../../server/target/herald.jar").normalize();
  private static final long PATIENCE_MINUTES = 10;

  @TempDir private Path folder;

  @Test
  void aPartRunsInProcessesOfItsOwnAndLeavesNothingBehind() throws Exception {
    Path said = folder.resolve("said.txt");
    Process bench =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                TARGET.resolve("herald-bench.jar") + ":" + TARGET.resolve("lib") + "/*",
                "dev.herald.bench.Bench",
                "--jar",
                SERVER.toString(),
                "--folder",
                folder.resolve("bench").toString(),
                "--server-flags=-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx512m"
                    + " --enable-native-access=ALL-UNNAMED -XX:AOTCache="
                    + SERVER.resolveSibling("herald-short.aot"),
                "endtoend",
                "pipeline",
                "batch",
                "cluster",
                "--tiny",
                "--rounds=1",
                "--json")
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      assertThat(bench.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).isTrue();
      List<String> lines = Files.readAllLines(said);
      assertThat(bench.exitValue()).as(String.join("\n", lines)).isZero();
      JsonNode found = JsonMapper.shared().readTree(lines.getLast());
      assertThat(found.path("endToEndPerSecond").asDouble()).isPositive();
      assertThat(found.path("endToEndBulkPerSecond").asDouble()).isPositive();
      assertThat(found.path("singlesOverPipeline").asDouble()).isPositive();
      assertThat(found.path("batchOverPipeline").asDouble()).isPositive();
      assertThat(found.path("clusterPostgres3PerSecond").asDouble()).isPositive();
      assertThat(found.path("clusterKafka3PerSecond").asDouble()).isPositive();
      assertThat(left()).isEmpty();
    } finally {
      bench.destroyForcibly();
    }
  }

  private List<Path> left() throws IOException {
    try (var files = Files.list(folder.resolve("bench"))) {
      return files.toList();
    }
  }
}
