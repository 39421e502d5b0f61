package dev.herald.cli.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server a command talks to, and with which key: this machine's unless told otherwise. */
public final class ServerOptions {
  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "${env:HERALD_URL}",
      description = "The server; default: the one that runs here")
  private @Nullable String url;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      hidden = true, // others on the machine can read a command line
      defaultValue = "${env:HERALD_KEY}")
  private @Nullable String key;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description =
          "Has the administrator key; default: HERALD_KEY of the environment, or admin.key in"
              + " HERALD_HOME")
  private @Nullable Path keyFile;

  /** Where the server of this machine keeps what is its own. */
  public static Path home() {
    String home = System.getenv("HERALD_HOME");
    return Path.of(home == null || home.isEmpty() ? ".herald" : home);
  }

  /** What makes the first administrator: the server leaves it in its home until it was opened. */
  public static Optional<String> setupLink() {
    try {
      return Optional.of(Files.readString(home().resolve("setup.link")).strip());
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /** Whether a key is known to call the server with. */
  public boolean hasKey() {
    return keyFile != null || key != null || Files.exists(home().resolve("admin.key"));
  }

  public URI url() {
    return URI.create(url != null ? url : kept("server.url", "no server runs on", "--url URL"));
  }

  /** The server meant; a {@link CommandFailure} when none is known. */
  public Server server() {
    return new Server(url(), keyFile == null ? key() : given(keyFile));
  }

  private String key() {
    return key != null
        ? key
        : kept("admin.key", "there is no administrator key in", "--key-file FILE");
  }

  private static String given(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException unreadable) {
      throw new CommandFailure("the key file %s can't be read (%s)".formatted(file, unreadable));
    }
  }

  private static String kept(String file, String problem, String option) {
    try {
      return Files.readString(home().resolve(file)).strip();
    } catch (IOException absent) {
      throw new CommandFailure(
          "%s %s. Start it with ./herald up, or say where it is: %s"
              .formatted(problem, home().toAbsolutePath(), option));
    }
  }
}
