package dev.herald.deploy;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import dev.herald.deploy.probe.Probe;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The image: a base with Java, Herald's libraries, and Herald. Java is its first process, so that a
 * signal to end reaches the server; nothing runs as root.
 */
final class HeraldImage {
  static final String USER = "10480";
  static final String HOME = "/var/lib/herald";
  private static final int PORT = 8480;
  private static final String PROGRAM = "/opt/herald";

  private final Application application;
  private final Machine machine;
  private final Path work;

  /**
   * @param work for what is made on the way; layers in it are used again
   */
  HeraldImage(Application application, Machine machine, Path work) {
    this.application = application;
    this.machine = machine;
    this.work = work;
  }

  /**
   * What an image says of itself, and what lies beside the program in it.
   *
   * @param javaFlags of the server's JVM, without the size of its heap, which follows the
   *     container's
   * @param sources where examples and the licence are
   * @param bills bills of materials
   */
  record Contents(String version, List<String> javaFlags, Path sources, List<Path> bills) {}

  /** On a base image of a registry, or of {@code tar://FILE} as {@code docker save} writes it. */
  JibContainerBuilder on(String base, Contents contents)
      throws IOException, InvalidImageReferenceException {
    JibContainerBuilder image =
        base.startsWith(Jib.TAR_IMAGE_PREFIX)
            ? Jib.from(base)
            : Jib.from(registry(ImageReference.parse(base)));
    return program(image, contents)
        .addLabel("org.opencontainers.image.base.name", base)
        .setPlatforms(Set.of(new Platform(machine.architecture, "linux")));
  }

  /** On a base made of this machine's JDK and shared libraries. */
  JibContainerBuilder on(OwnBase base, Contents contents) throws IOException {
    Path java = base.folder().resolve(OwnBase.JAVA);
    FileEntriesLayer.Builder system = FileEntriesLayer.builder().setName("system");
    add(system, base.folder(), "/", file -> !file.startsWith(java));
    system.addEntry(
        base.folder().resolve("etc"),
        AbsoluteUnixPath.get("/tmp"),
        FilePermissions.fromOctalString("777"));
    FileEntriesLayer.Builder runtime = FileEntriesLayer.builder().setName("java");
    add(runtime, java, "/" + OwnBase.JAVA, file -> true);
    JibContainerBuilder image =
        Jib.fromScratch()
            .addFileEntriesLayer(system.build())
            .addFileEntriesLayer(runtime.build())
            .addEnvironmentVariable("PATH", "/%s/bin:/usr/local/bin:/bin".formatted(OwnBase.JAVA))
            .addEnvironmentVariable("LANG", "C.UTF-8")
            .setPlatforms(Set.of(new Platform(machine.architecture, "linux")));
    return program(image, contents);
  }

  private JibContainerBuilder program(JibContainerBuilder image, Contents contents)
      throws IOException {
    FileEntriesLayer.Builder libraries = FileEntriesLayer.builder().setName("libraries");
    FileEntriesLayer.Builder herald = FileEntriesLayer.builder().setName("herald");
    for (Path library : application.libraries()) {
      String name = library.getFileName().toString();
      (name.startsWith("herald-") ? herald : libraries)
          .addEntry(library, AbsoluteUnixPath.get(PROGRAM + "/app/lib/" + name));
    }
    herald.addEntry(application.jar(), AbsoluteUnixPath.get(PROGRAM + "/app/herald.jar"));
    herald.addEntry(
        contents.sources().resolve("LICENSE"), AbsoluteUnixPath.get(PROGRAM + "/LICENSE"));
    add(
        herald,
        contents.sources().resolve("examples"),
        PROGRAM + "/examples",
        file -> file.toString().endsWith(".yaml"));
    for (Path bill : contents.bills()) {
      herald.addEntry(bill, AbsoluteUnixPath.get(PROGRAM + "/sbom/" + bill.getFileName()));
    }
    herald.addEntry(
        own(Probe.class, "Probe.class"),
        AbsoluteUnixPath.get(PROGRAM + "/probe/dev/herald/deploy/probe/Probe.class"));
    herald.addEntry(
        own(HeraldImage.class, "herald"),
        AbsoluteUnixPath.get("/usr/local/bin/herald"),
        FilePermissions.fromOctalString("755"));
    herald.addEntry(
        application.folder(),
        AbsoluteUnixPath.get(HOME),
        FilePermissions.fromOctalString("700"),
        FileEntriesLayer.DEFAULT_MODIFICATION_TIME,
        USER + ":" + USER);
    List<String> start = new ArrayList<>(List.of("java"));
    start.addAll(contents.javaFlags());
    start.addAll(List.of("-jar", PROGRAM + "/app/herald.jar"));
    return image
        .addFileEntriesLayer(libraries.build())
        .addFileEntriesLayer(herald.build())
        .setFormat(ImageFormat.OCI)
        .setCreationTime(built())
        .setUser(USER + ":" + USER)
        .setWorkingDirectory(AbsoluteUnixPath.get(HOME))
        .addVolume(AbsoluteUnixPath.get(HOME))
        .addExposedPort(Port.tcp(PORT))
        .addEnvironmentVariable("HERALD_HOME", HOME)
        .addEnvironmentVariable("SERVER_ADDRESS", "0.0.0.0")
        .addEnvironmentVariable("JDK_JAVA_OPTIONS", "-XX:MaxRAMPercentage=50")
        .setEntrypoint(start)
        .setLabels(
            Map.of(
                "org.opencontainers.image.title", "Herald",
                "org.opencontainers.image.description", "Self-hosted business message push service",
                "org.opencontainers.image.version", contents.version(),
                "org.opencontainers.image.licenses", "Apache-2.0"));
  }

  /** The time that Maven gives to all that it builds of this version. */
  private Instant built() throws IOException {
    try (JarFile jar = new JarFile(application.jar().toFile())) {
      return Instant.ofEpochMilli(jar.getEntry(JarFile.MANIFEST_NAME).getTime());
    }
  }

  private Path own(Class<?> beside, String name) throws IOException {
    Path copy = work.resolve(name);
    try (InputStream content = beside.getResourceAsStream(name)) {
      if (content == null) {
        throw new IOException(name + " is missing beside " + beside.getName());
      }
      Files.copy(content, copy, StandardCopyOption.REPLACE_EXISTING);
    }
    return copy;
  }

  private interface Choice {
    boolean takes(Path file);
  }

  private static void add(FileEntriesLayer.Builder layer, Path from, String to, Choice choice)
      throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : all.filter(Files::isRegularFile).filter(choice::takes).sorted().toList()) {
        layer.addEntry(
            file,
            AbsoluteUnixPath.get(to).resolve(from.relativize(file)),
            FilePermissions.fromOctalString(Files.isExecutable(file) ? "755" : "644"));
      }
    }
  }

  /** Writes an archive that {@code docker load}, {@code podman load} and skopeo read. */
  void save(JibContainerBuilder image, String name, Path archive)
      throws IOException, InvalidImageReferenceException {
    containerize(image, Containerizer.to(TarImage.at(archive).named(name)));
  }

  /** Sends it to a registry, with the credentials that Docker's configuration has for it. */
  void push(JibContainerBuilder image, String name)
      throws IOException, InvalidImageReferenceException {
    containerize(image, Containerizer.to(registry(ImageReference.parse(name))));
  }

  private static RegistryImage registry(ImageReference reference) {
    return RegistryImage.named(reference)
        .addCredentialRetriever(
            CredentialRetrieverFactory.forImage(reference, event -> {}).dockerConfig());
  }

  private void containerize(JibContainerBuilder image, Containerizer target) throws IOException {
    Path cache = Files.createDirectories(work.resolve("layers"));
    try {
      image.containerize(
          target
              .setToolName("herald")
              .setBaseImageLayersCache(cache.resolve("base"))
              .setApplicationLayersCache(cache.resolve("own")));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("the image was not finished", interrupted);
    } catch (RegistryException | CacheDirectoryCreationException failure) {
      throw new IOException(failure.getMessage(), failure);
    } catch (ExecutionException failure) {
      throw new IOException(String.valueOf(failure.getCause()), failure.getCause());
    }
  }
}
