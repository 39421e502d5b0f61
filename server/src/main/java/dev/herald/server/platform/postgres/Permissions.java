package dev.herald.server.platform.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Who may read what in the home. Without effect where the file system has no such permissions. */
final class Permissions {
  private Permissions() {}

  static void ownerOnly(Path file) throws IOException {
    set(file, "rw-------");
  }

  static void ownerOnlyFolder(Path folder) throws IOException {
    set(folder, "rwx------");
  }

  static void readableByAll(Path folder) throws IOException {
    set(folder, "rwxr-xr-x");
  }

  static void fileReadableByAll(Path file) throws IOException {
    set(file, "rw-r--r--");
  }

  /** Others may reach what they know by name, if that is open to them, and see nothing else. */
  static void passableByAll(Path folder) throws IOException {
    set(folder, "rwx--x--x");
  }

  static void executableByAll(Path program) throws IOException {
    set(program, "rwxr-xr-x");
  }

  private static void set(Path path, String permissions) throws IOException {
    Set<PosixFilePermission> wanted = PosixFilePermissions.fromString(permissions);
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(path, wanted);
    }
  }
}
