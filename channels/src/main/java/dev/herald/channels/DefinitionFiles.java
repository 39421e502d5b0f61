package dev.herald.channels;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Where definitions lie. Files are given by name, with their text. */
final class DefinitionFiles {
  private static final List<String> BUILT_IN =
      List.of(
          "dingtalk-robot",
          "feishu-bot",
          "infoflow-robot",
          "tencent-sms",
          "webhook",
          "wecom-robot");

  private DefinitionFiles() {}

  static Map<String, String> builtIn() throws IOException {
    Map<String, String> files = new TreeMap<>();
    for (String name : BUILT_IN) {
      String file = "connectors/%s.yaml".formatted(name);
      try (InputStream in = DefinitionFiles.class.getResourceAsStream(file)) {
        byte[] text = Objects.requireNonNull(in, file).readAllBytes();
        files.put(file, new String(text, StandardCharsets.UTF_8));
      }
    }
    return files;
  }

  static Map<String, String> in(Path folder) throws IOException {
    Map<String, String> files = new TreeMap<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> yaml = Files.newDirectoryStream(folder, "*.yaml")) {
        for (Path file : yaml) {
          files.put(file.toString(), Files.readString(file));
        }
      }
    }
    return files;
  }
}
