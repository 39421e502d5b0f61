package dev.herald.server.platform.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Makes a home from a backup. Its first start brings the database to where the backup ended. */
public final class Restoration {
  private Restoration() {}

  /**
   * @param home without data: a new folder, or an empty one
   * @throws PostgresFailure when the backup is not whole, or there is something in the home
   */
  public static void make(Path backup, Path home) throws IOException {
    if (!Files.exists(backup.resolve(Backup.ABOUT))) {
      throw new PostgresFailure(
          "%s is no backup of Herald, or one that was broken off: it has no %s."
              .formatted(backup, Backup.ABOUT),
          "Name the folder that herald backup wrote.");
    }
    Backup.requireEmpty(home);
    Files.createDirectories(home);
    Permissions.ownerOnlyFolder(home);
    try (Stream<Path> files = Files.list(backup.resolve(Backup.HOME))) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Backup.copyAll(file, home.resolve(file.getFileName()));
      }
    }
    Backup.copyAll(backup.resolve(Backup.DATABASE), home.resolve(Backup.DATABASE));
  }
}
