package dev.herald.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.herald.server.Api;
import dev.herald.server.MainJob;
import dev.herald.server.Patience;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The image as {@code ./herald package --image} makes it, run without a container runtime. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImageIT {
  private static final Path APPLICATION = Path.of("..", "server", "target");
  private static final Path DEPLOY = Path.of("..", "deploy", "target");
  private static final String HERE =
      System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
  private static final int AARCH64 = 183;

  @TempDir static Path folder;
  private OciArchive image;

  private record Said(int status, String output) {}

  /** As the launcher calls it. */
  private static Said deploy(Object... arguments) throws Exception {
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                DEPLOY.resolve("herald-deploy.jar") + ":" + DEPLOY.resolve("lib/*"),
                "dev.herald.deploy.DeployCommand"));
    for (Object argument : arguments) {
      line.add(argument.toString());
    }
    Path log = Files.createTempFile(folder, "deploy", ".log");
    Process process =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new Said(process.waitFor(), Files.readString(log));
  }

  private static Said image(Path application, String platform, String base, Path archive)
      throws Exception {
    return deploy(
        "image",
        "--application",
        application,
        "--platform",
        platform,
        "--version",
        "1.2.3",
        "--java-flags",
        "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED",
        "--sources",
        "..",
        "--base",
        base,
        "--work",
        folder.resolve("work"),
        "--archive",
        archive);
  }

  @BeforeAll
  void theImageIsMade() throws Exception {
    Path archive = folder.resolve("herald.tar");
    Said made = image(APPLICATION, "linux/" + HERE, "own", archive);
    assertThat(made.status).as(made.output).isZero();
    image = OciArchive.read(archive, folder.resolve("oci"));
    String parts = Files.readString(folder.resolve("image.cdx.json"));
    assertThat(parts).contains("CycloneDX", System.getProperty("java.runtime.version"));
    if (Files.exists(Path.of("/usr/bin/dpkg-query"))) {
      assertThat(parts).contains("\"libc6\"");
    }
  }

  @Test
  void itSaysWhatItIsAndHowItStarts() {
    assertThat(image.text("/architecture")).isEqualTo(HERE);
    assertThat(image.text("/config/User")).isEqualTo("10480:10480");
    assertThat(image.text("/config/WorkingDir")).isEqualTo("/var/lib/herald");
    assertThat(image.list("/config/Entrypoint"))
        .startsWith("java", "-XX:+UseSerialGC")
        .endsWith("-jar", "/opt/herald/app/herald.jar");
    assertThat(image.list("/config/Env"))
        .contains(
            "HERALD_HOME=/var/lib/herald",
            "SERVER_ADDRESS=0.0.0.0",
            "JDK_JAVA_OPTIONS=-XX:MaxRAMPercentage=50");
    assertThat(image.at("/config/ExposedPorts").toString()).contains("8480/tcp");
    assertThat(image.at("/config/Volumes").toString()).contains("/var/lib/herald");
    assertThat(image.at("/config/Labels").toString())
        .contains("\"org.opencontainers.image.version\":\"1.2.3\"");
  }

  /** As an ordinary user, with nothing of this machine but its kernel, processes and devices. */
  @Test
  void itsFirstProcessDoesTheMainJob() throws Exception {
    Path root = image.unpack(folder.resolve("root"));
    Container container = new Container(root, image);
    assumeThat(container.canRun()).as("only root can change the root of a process").isTrue();
    Path home = root.resolve("var/lib/herald");
    Process server =
        container.start(
            folder.resolve("server.log"),
            List.of("HERALD_SANDBOX=true", "SERVER_PORT=0"),
            image.list("/config/Entrypoint"));
    try {
      await("the server's address")
          .atMost(Patience.SOON)
          .until(() -> {
            assertThat(server.isAlive())
                .as(Files.readString(folder.resolve("server.log")))
                .isTrue();
            return Files.exists(home.resolve("server.url"));
          });
      URI url = URI.create(Files.readString(home.resolve("server.url")).strip());
      List<String> reached = List.of("SERVER_PORT=" + url.getPort());

      assertThat(container.run(reached, "herald", "probe")).isEmpty();
      assertThat(
              container.run(reached, "herald", "apply", "/opt/herald/examples/esop.yaml", "--yes"))
          .isNotEmpty();
      MainJob.isDone(
          new Api(URI.create("http://127.0.0.1:" + url.getPort()), "")
              .with(Files.readString(home.resolve("admin.key")).strip()));
      assertThat(container.run(reached, "herald", "admin-key", "show")).contains("key");
      assertThat(Files.getAttribute(home.resolve("vault.key"), "unix:uid")).isEqualTo(10480);
    } finally {
      server.destroy();
      assertThat(server.waitFor(Patience.SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
    assertThatThrownBy(() -> container.run(List.of(), "herald", "probe"))
        .as("nothing answers any more")
        .isInstanceOf(IOException.class);
  }

  @Test
  void anotherMachineGetsItsOwnPostgres() throws Exception {
    Path application = folder.resolve("arm64");
    Said made =
        deploy(
            "application",
            "--from",
            APPLICATION,
            "--binaries",
            DEPLOY.resolve("postgres"),
            "--platform",
            "linux/arm64",
            "--to",
            application);
    assertThat(made.status).as(made.output).isZero();
    Path archive = folder.resolve("arm64.tar");
    made = image(application, "linux/arm64", "tar://" + baseForArm(), archive);
    assertThat(made.status).as(made.output).isZero();

    OciArchive arm = OciArchive.read(archive, folder.resolve("oci-arm64"));
    assertThat(arm.text("/architecture")).isEqualTo("arm64");
    Path root = arm.unpack(folder.resolve("root-arm64"));
    Path herald = root.resolve("opt/herald/app");
    List<Path> postgres;
    try (Stream<Path> libraries = Files.list(herald.resolve("lib"))) {
      postgres = libraries.filter(each -> each.toString().contains("postgres-binaries")).toList();
    }
    assertThat(postgres).singleElement().asString().contains("linux-arm64v8");
    try (JarFile jar = new JarFile(herald.resolve("herald.jar").toFile())) {
      assertThat(jar.getManifest().getMainAttributes().getValue("Class-Path"))
          .contains("lib/" + postgres.getFirst().getFileName())
          .doesNotContain("linux-amd64");
      assertThat(jar.getEntry("dev/herald/server/HeraldApplication.class")).isNotNull();
    }
    assertThat(machineOf(postgres.getFirst())).isEqualTo(AARCH64);
  }

  /** The number of the machine in the head of the program {@code bin/postgres}. */
  private static int machineOf(Path jar) throws Exception {
    Path unpacked = Files.createDirectory(folder.resolve("elf"));
    try (JarFile content = new JarFile(jar.toFile())) {
      Files.copy(
          content.getInputStream(content.getEntry("postgres-linux-arm_64.txz")),
          unpacked.resolve("postgres.txz"));
    }
    new ProcessBuilder("tar", "-xJf", "postgres.txz", "bin/postgres")
        .directory(unpacked.toFile())
        .inheritIO()
        .start()
        .waitFor();
    byte[] head = new byte[20];
    try (var program = Files.newInputStream(unpacked.resolve("bin/postgres"))) {
      assertThat(program.readNBytes(head, 0, head.length)).isEqualTo(head.length);
    }
    return head[18] & 0xff;
  }

  /** As {@code docker save} writes one: no layer of it matters here. */
  private static Path baseForArm() throws Exception {
    Path base = Files.createDirectory(folder.resolve("base-arm64"));
    Files.writeString(base.resolve("hello"), "hello");
    tar(base, "layer.tar", "hello");
    Files.writeString(
        base.resolve("config.json"),
        """
        {"architecture": "arm64", "os": "linux", "config": {"Env": ["PATH=/bin"]},
         "rootfs": {"type": "layers", "diff_ids": ["%s"]}}
        """
            .formatted(OciArchive.digest(Files.readAllBytes(base.resolve("layer.tar")))));
    Files.writeString(
        base.resolve("manifest.json"),
        "[{\"Config\": \"config.json\", \"RepoTags\": [], \"Layers\": [\"layer.tar\"]}]");
    tar(base, "base.tar", "manifest.json", "config.json", "layer.tar");
    return base.resolve("base.tar");
  }

  private static void tar(Path folder, String archive, String... files) throws Exception {
    List<String> line = new ArrayList<>(List.of("tar", "-cf", archive));
    line.addAll(List.of(files));
    assertThat(new ProcessBuilder(line).directory(folder.toFile()).start().waitFor()).isZero();
  }

  @Test
  void whatCannotBeMadeSaysWhy() throws Exception {
    assertThat(image(APPLICATION, "linux/riscv64", "own", folder.resolve("none.tar")))
        .satisfies(refused -> {
          assertThat(refused.status).isEqualTo(1);
          assertThat(refused.output).contains("linux/amd64 or linux/arm64");
        });
    String other = HERE.equals("amd64") ? "linux/arm64" : "linux/amd64";
    assertThat(image(APPLICATION, other, "own", folder.resolve("none.tar")).output)
        .contains("no PostgreSQL for " + other);
  }

  /** A root folder, entered as the image's user. */
  private record Container(Path root, OciArchive image) {
    private static final String ENTER =
        """
        mkdir -p "$0/proc" "$0/dev" && mount --rbind /proc "$0/proc" && mount --rbind /dev "$0/dev" \\
          && exec chroot --userspec=10480:10480 "$0" env -i "$@"
        """;

    boolean canRun() throws Exception {
      Process probe =
          new ProcessBuilder("unshare", "--mount", "chroot", root.toString(), "env")
              .redirectErrorStream(true)
              .start();
      return probe.waitFor() == 0;
    }

    Process start(Path log, List<String> environment, List<String> command) throws IOException {
      List<String> line =
          new ArrayList<>(List.of("unshare", "--mount", "sh", "-c", ENTER, root.toString()));
      line.addAll(image.list("/config/Env"));
      line.addAll(environment);
      line.addAll(command);
      return new ProcessBuilder(line)
          .redirectErrorStream(true)
          .redirectOutput(log.toFile())
          .start();
    }

    /**
     * @return what it said
     * @throws IOException when its status is not 0
     */
    String run(List<String> environment, String... command) throws Exception {
      Path log = Files.createTempFile(root.getParent(), "said", ".log");
      int status = start(log, environment, List.of(command)).waitFor();
      String said = Files.readString(log, UTF_8);
      if (status != 0) {
        throw new IOException("%s: %d %s".formatted(String.join(" ", command), status, said));
      }
      return said;
    }
  }
}
