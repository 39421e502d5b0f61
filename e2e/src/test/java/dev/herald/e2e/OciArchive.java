package dev.herald.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An image as the OCI's image layout has it; everything in it is what its digest says. */
record OciArchive(Path folder, JsonNode manifest, JsonNode configuration) {

  static OciArchive read(Path archive, Path folder) throws Exception {
    Files.createDirectories(folder);
    untar(archive, folder);
    assertThat(Files.readString(folder.resolve("oci-layout"))).contains("imageLayoutVersion");
    JsonNode index = json(folder.resolve("index.json"));
    JsonNode entry = index.at("/manifests/0");
    assertThat(entry.path("mediaType").asString())
        .isEqualTo("application/vnd.oci.image.manifest.v1+json");
    JsonNode manifest = json(blob(folder, entry));
    JsonNode configuration = json(blob(folder, manifest.path("config")));
    return new OciArchive(folder, manifest, configuration);
  }

  private static JsonNode json(Path file) throws Exception {
    return JsonMapper.shared().readTree(Files.readString(file));
  }

  private static Path blob(Path folder, JsonNode descriptor) throws Exception {
    String digest = descriptor.path("digest").asString();
    Path blob = folder.resolve("blobs/sha256").resolve(digest.substring("sha256:".length()));
    byte[] content = Files.readAllBytes(blob);
    assertThat(content).hasSize(descriptor.path("size").asInt());
    assertThat(digest(content)).isEqualTo(digest);
    return blob;
  }

  static String digest(byte[] content) throws Exception {
    return "sha256:"
        + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
  }

  JsonNode at(String path) {
    return configuration.at(path);
  }

  String text(String path) {
    return at(path).asString();
  }

  List<String> list(String path) {
    return at(path).valueStream().map(JsonNode::asString).toList();
  }

  /** Lays all layers over each other. */
  Path unpack(Path root) throws Exception {
    Files.createDirectories(root);
    for (JsonNode layer : manifest.path("layers")) {
      untar(blob(folder, layer), root);
    }
    return root;
  }

  private static void untar(Path archive, Path folder) throws Exception {
    Process tar =
        new ProcessBuilder(
                "tar",
                "--warning=no-unknown-keyword",
                "-xpf",
                archive.toString(),
                "-C",
                folder.toString())
            .inheritIO()
            .start();
    assertThat(tar.waitFor()).isZero();
  }
}
