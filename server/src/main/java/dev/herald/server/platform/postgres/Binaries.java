package dev.herald.server.platform.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * PostgreSQL's programs, unpacked once per version.
 *
 * @param version for example {@code 18.6.0}
 */
record Binaries(Path folder, String version) {
  private static final int OWNER_MAY_EXECUTE = 0100;

  Path program(String name) {
    return folder.resolve("bin").resolve(windows() ? name + ".exe" : name);
  }

  String majorVersion() {
    return version.substring(0, version.indexOf('.'));
  }

  /** Takes what an earlier start unpacked, or unpacks. */
  static Binaries in(Path parent) {
    try {
      String version = bundledVersion();
      Path folder = parent.resolve(version);
      if (!Files.exists(folder)) {
        Files.createDirectories(parent);
        Permissions.readableByAll(parent);
        Path unfinished = Files.createTempDirectory(parent, "unpacking");
        unpack(unfinished);
        openFolders(unfinished);
        Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
      }
      return new Binaries(folder, version);
    } catch (IOException failure) {
      throw new UncheckedIOException("can't unpack PostgreSQL into " + parent, failure);
    }
  }

  private static String bundledVersion() throws IOException {
    Properties properties = new Properties();
    try (InputStream stream = Binaries.class.getResourceAsStream("binaries.properties")) {
      properties.load(stream);
    }
    return properties.getProperty("version");
  }

  private static void unpack(Path target) throws IOException {
    try (InputStream packed = Binaries.class.getResourceAsStream(archive())) {
      if (packed == null) {
        throw new PostgresFailure(
            "This build of Herald has no PostgreSQL for this machine (" + archive() + ").",
            "Build Herald on this machine, or set spring.datasource.url to a PostgreSQL of yours.");
      }
      TarArchiveInputStream tar =
          new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(packed)));
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(entry, tar, target.resolve(entry.getName()).normalize());
      }
    }
  }

  private static void unpack(TarArchiveEntry entry, InputStream content, Path path)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else {
      Files.copy(content, path);
      if ((entry.getMode() & OWNER_MAY_EXECUTE) != 0) {
        Permissions.executableByAll(path);
      } else {
        Permissions.fileReadableByAll(path);
      }
    }
  }

  /** Whoever PostgreSQL runs as must reach all of it, whatever folders are usually made like. */
  private static void openFolders(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : (Iterable<Path>) all::iterator) {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
          Permissions.readableByAll(path);
        }
      }
    }
  }

  private static String archive() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String name =
        system.startsWith("windows") ? "windows" : system.startsWith("mac") ? "darwin" : "linux";
    String arch = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
    return "/postgres-%s-%s.txz".formatted(name, arch);
  }

  private static boolean windows() {
    return System.getProperty("os.name").startsWith("Windows");
  }
}
