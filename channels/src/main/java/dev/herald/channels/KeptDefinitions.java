package dev.herald.channels;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A copy of each file as it was when it was last in use, so that a file that is broken at the next
 * start has something to fall back on. Without a folder that can be written there is none.
 */
final class KeptDefinitions {
  private static final Logger log = LoggerFactory.getLogger(KeptDefinitions.class);

  private final @Nullable Path folder;

  KeptDefinitions(@Nullable Path folder) {
    this.folder = folder;
  }

  Optional<String> find(String file) {
    if (folder == null || !Files.isRegularFile(folder.resolve(file))) {
      return Optional.empty();
    }
    return FoundFile.of(folder.resolve(file)) instanceof FoundFile.Written(String yaml)
        ? Optional.of(yaml)
        : Optional.empty();
  }

  void keep(String file, String yaml) {
    if (folder == null || find(file).filter(yaml::equals).isPresent()) {
      return;
    }
    try {
      Files.createDirectories(folder);
      Path written = Files.writeString(folder.resolve("." + file), yaml);
      Files.move(
          written,
          folder.resolve(file),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      log.warn(
          "No copy of the connector file {} can be kept in {}: {}", file, folder, e.toString());
    }
  }

  /** Forgets the files that are no longer there. */
  void retain(Set<String> files) {
    if (folder == null || files.isEmpty() || !Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> copies =
        Files.newDirectoryStream(folder, "[!.]*" + FoundFile.ENDING)) {
      for (Path copy : copies) {
        if (!files.contains(copy.getFileName().toString())) {
          Files.delete(copy);
        }
      }
    } catch (IOException e) {
      log.warn("Old copies of connector files in {} can't be deleted: {}", folder, e.toString());
    }
  }
}
