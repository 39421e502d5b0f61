package dev.herald.server.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The home folder, for nobody but its owner: keys, logs and the database are in it. One that an
 * earlier version left open is closed.
 *
 * <p>PostgreSQL looks after its own folder, and its programs hold no secret. A folder that others
 * may only pass through is left so: where PostgreSQL has to run as another user, that one must
 * reach its part of the home.
 */
record HomeFolder(Path path) {
  private static final Logger log = LoggerFactory.getLogger(HomeFolder.class);
  private static final Set<String> POSTGRES =
      Set.of("postgres", "postgres.unfinished", "postgres-bin");
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.OTHERS_EXECUTE);
  private static final Set<PosixFilePermission> PASSING =
      EnumSet.of(PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.OTHERS_EXECUTE);

  /** Makes it, or closes it. */
  void close() {
    if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    try {
      if (Files.exists(path)) {
        Files.walkFileTree(path.toRealPath(), new Closing());
      } else {
        Files.createDirectories(path.toAbsolutePath().getParent());
        Files.createDirectory(
            path,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException("can't use the folder " + path, failure);
    }
  }

  private static final class Closing extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      if (POSTGRES.contains(folder.getFileName().toString())) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      Set<PosixFilePermission> others = others(folder);
      if (!PASSING.containsAll(others)) {
        withoutOthers(folder);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (attributes.isRegularFile() && !others(file).isEmpty()) {
        withoutOthers(file);
      }
      return FileVisitResult.CONTINUE;
    }

    /** What goes away meanwhile, or is closed to this account too. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      return FileVisitResult.CONTINUE;
    }

    private static Set<PosixFilePermission> others(Path path) throws IOException {
      Set<PosixFilePermission> others = EnumSet.noneOf(PosixFilePermission.class);
      others.addAll(Files.getPosixFilePermissions(path));
      others.retainAll(OTHERS);
      return others;
    }

    private static void withoutOthers(Path path) throws IOException {
      Set<PosixFilePermission> own = EnumSet.noneOf(PosixFilePermission.class);
      own.addAll(Files.getPosixFilePermissions(path));
      own.removeAll(OTHERS);
      try {
        Files.setPosixFilePermissions(path, own);
      } catch (IOException notOurs) {
        log.warn(
            "Others can read {}, which belongs to somebody else: {}", path, notOurs.toString());
      }
    }
  }
}
