package dev.herald.server.platform.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The right to a home directory. The operating system takes it back when the process dies. */
final class HomeLock implements AutoCloseable {
  /** Past the text, because some systems keep others from reading what is locked. */
  private static final long LOCKED_BYTE = 1024;

  private final FileChannel channel;

  private HomeLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * @throws PostgresFailure when another process has it; names that process
   */
  static HomeLock take(Path home) {
    Path file = home.resolve("herald.lock");
    try {
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      Permissions.ownerOnly(file);
      if (tryLock(channel) == null) {
        channel.close();
        throw inUse(home, Files.readString(file).strip());
      }
      channel
          .truncate(0)
          .write(
              ByteBuffer.wrap(
                  (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.UTF_8)));
      return new HomeLock(channel);
    } catch (IOException failure) {
      throw new UncheckedIOException("can't lock " + file, failure);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock(LOCKED_BYTE, 1, false);
    } catch (OverlappingFileLockException thisProcess) {
      return null;
    }
  }

  private static PostgresFailure inUse(Path home, String pid) {
    return new PostgresFailure(
        "Herald already runs on %s, as process %s.".formatted(home, pid.isEmpty() ? "?" : pid),
        """
        Use the one that runs, stop it first (./herald stop), or start this one on other data: \
        HERALD_HOME=/another/folder. Several processes that share their data need one PostgreSQL \
        of yours: set spring.datasource.url.\
        """);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
