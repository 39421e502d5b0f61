package dev.herald.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Made by {@code ./herald sbom} and {@code ./herald test}, and not while one works on the code. */
class BillOfMaterialsIT {
  private static final Path JAR = Path.of("target", "herald.jar");
  private static final Path BILL = Path.of("target", "herald.cdx.json");

  @Test
  void everyLibraryThatTheServerLoadsIsListed() throws IOException {
    assumeThat(BILL).exists();

    assertThat(listed().toList()).containsAll(loaded().toList());
  }

  private static Stream<String> loaded() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      return Stream.of(
              jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH).split(" "))
          .map(entry -> entry.substring(entry.lastIndexOf('/') + 1));
    }
  }

  private static Stream<String> listed() throws IOException {
    return JsonMapper.shared()
        .readTree(Files.readString(BILL))
        .path("components")
        .valueStream()
        .map(one ->
            "%s-%s.jar".formatted(one.path("name").asString(), one.path("version").asString()));
  }
}
