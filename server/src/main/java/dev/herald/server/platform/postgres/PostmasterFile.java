package dev.herald.server.platform.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a postmaster leaves in its data directory for as long as it lives, and after a crash for
 * longer.
 */
record PostmasterFile(Path file, long pid) {

  static Optional<PostmasterFile> in(Path data) throws IOException {
    Path file = data.resolve("postmaster.pid");
    try {
      List<String> lines = Files.readAllLines(file);
      return lines.isEmpty()
          ? Optional.empty()
          : Optional.of(new PostmasterFile(file, Long.parseLong(lines.getFirst().strip())));
    } catch (NoSuchFileException stopped) {
      return Optional.empty();
    }
  }

  Optional<ProcessHandle> process() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
  }

  /**
   * Whether this process is the postmaster of that directory and not something that was given its
   * process id later. What the system hides from us does not count against it; if it hides all, it
   * is not ours.
   */
  static boolean serves(Path data, ProcessHandle process) {
    Optional<String> program = process.info().command();
    Optional<List<String>> arguments = process.info().arguments().map(List::of);
    return (program.isPresent() || arguments.isPresent())
        && program.map(path -> Path.of(path).getFileName().toString()).stream()
            .allMatch(name -> name.startsWith("postgres"))
        && arguments.stream().allMatch(list -> list.contains(data.toString()));
  }
}
