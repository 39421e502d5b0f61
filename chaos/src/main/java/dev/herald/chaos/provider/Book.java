package dev.herald.chaos.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the provider saw: append only, on disk before anything is answered. */
public final class Book implements AutoCloseable {
  private final FileChannel file;

  private Book(FileChannel file) {
    this.file = file;
  }

  /**
   * A line of it.
   *
   * @param effect whether the message reached its person, or was only asked for
   * @param channel which kind of source was called
   */
  public record Entry(Instant at, UUID message, int attempt, String channel, boolean effect) {
    private String line() {
      return "%d %s %d %s %s\n"
          .formatted(at.toEpochMilli(), message, attempt, channel, effect ? "E" : "C");
    }

    /** Empty when a crash left half a line. */
    private static Optional<Entry> parse(String line) {
      String[] parts = line.split(" ");
      return parts.length < 5
          ? Optional.empty()
          : Optional.of(
              new Entry(
                  Instant.ofEpochMilli(Long.parseLong(parts[0])),
                  UUID.fromString(parts[1]),
                  Integer.parseInt(parts[2]),
                  parts[3],
                  parts[4].equals("E")));
    }
  }

  static Book open(Path path) throws IOException {
    return new Book(FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
  }

  synchronized void write(Entry entry) throws IOException {
    file.write(ByteBuffer.wrap(entry.line().getBytes(UTF_8)));
    file.force(false);
  }

  public static List<Entry> read(Path path) {
    try {
      List<Entry> entries = new ArrayList<>();
      Files.readAllLines(path).forEach(line -> Entry.parse(line).ifPresent(entries::add));
      return entries;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
