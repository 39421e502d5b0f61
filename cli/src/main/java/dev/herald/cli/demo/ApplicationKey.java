package dev.herald.cli.demo;

import dev.herald.cli.server.CommandFailure;
import dev.herald.cli.server.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import tools.jackson.databind.json.JsonMapper;

/**
 * The key that the demo sends with, kept in a file for the next demo and for the user's own calls.
 */
final class ApplicationKey {
  private static final String APPLICATION = "esop";

  private final Path file;

  ApplicationKey(Path home) {
    this.file = home.resolve(APPLICATION + ".key");
  }

  Path file() {
    return file;
  }

  /**
   * @param administrator whose key may make one
   * @return the server with the application's key
   */
  Server login(Server administrator) {
    try {
      if (Files.exists(file)) {
        Server kept = administrator.as(Files.readString(file).strip());
        if (isGood(kept)) {
          return kept;
        }
        Files.delete(file);
      }
      String key =
          administrator
              .post(
                  "/v1/applications/%s/keys".formatted(APPLICATION),
                  JsonMapper.shared().createObjectNode())
              .path("key")
              .asString();
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.createFile(file, ownerOnly());
      Files.writeString(file, key + "\n");
      return administrator.as(key);
    } catch (IOException unwritable) {
      throw new CommandFailure(
          "can't keep the application's key in %s: %s".formatted(file, unwritable));
    }
  }

  private static boolean isGood(Server kept) {
    try {
      kept.get("/v1/messages?limit=1");
      return true;
    } catch (CommandFailure refused) {
      return false;
    }
  }

  private FileAttribute<?>[] ownerOnly() {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
