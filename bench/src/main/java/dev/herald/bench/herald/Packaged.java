package dev.herald.bench.herald;

import dev.herald.bench.process.BenchFailure;
import dev.herald.bench.process.Jvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The server as it is shipped.
 *
 * @param jar with its libraries beside it
 * @param flags of the JVM that the launcher gives it
 */
public record Packaged(Path jar, List<String> flags) {
  public Packaged {
    flags = List.copyOf(flags);
    if (!Files.exists(jar)) {
      throw new BenchFailure("there is no " + jar + "; make it: ./mvnw package");
    }
  }

  /** The same for another program, to which what was learned of the server's classes is nothing. */
  public List<String> flagsOfOthers() {
    return flags.stream().filter(flag -> !flag.startsWith("-XX:AOTCache=")).toList();
  }

  /** With the bench's leash behind the server's own libraries, where it changes nothing. */
  Jvm jvm() {
    String own = System.getProperty("java.class.path").split(":", 2)[0];
    return new Jvm(jar + ":" + own, flags);
  }
}
