package dev.herald.server.platform.postgres;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * As whom PostgreSQL's programs run. PostgreSQL refuses root, containers often have nothing else.
 */
sealed interface Account {

  /** The command line that runs this command as this account. */
  List<String> running(List<String> command);

  /** Makes a folder of the home belong to this account. */
  void own(Path folder) throws IOException;

  /** Lets this account into the home, where it is not in yet. */
  default void enter(Path home) throws IOException {}

  /** The account that Herald itself runs as. */
  record Same() implements Account {
    @Override
    public List<String> running(List<String> command) {
      return command;
    }

    @Override
    public void own(Path folder) {}
  }

  /**
   * Root outside, nobody inside: a user namespace that maps no one. Files still belong to root, so
   * nothing needs another owner and any home can be reached.
   */
  record Namespace() implements Account {
    @Override
    public List<String> running(List<String> command) {
      return prefixed(command, "unshare", "--user");
    }

    @Override
    public void own(Path folder) throws IOException {
      giveTo(0, folder);
    }
  }

  /** Another user, where a container forbids namespaces. It passes through the home to its part. */
  record Unprivileged(int uid) implements Account {
    @Override
    public List<String> running(List<String> command) {
      return prefixed(command, "setpriv", "--reuid=" + uid, "--regid=" + uid, "--clear-groups");
    }

    @Override
    public void own(Path folder) throws IOException {
      giveTo(uid, folder);
    }

    @Override
    public void enter(Path home) throws IOException {
      Permissions.passableByAll(home);
    }
  }

  /** The least intrusive account that works on this machine. */
  static Account detect(Path home) {
    if (System.getProperty("os.name").startsWith("Windows") || new UnixSystem().getUid() != 0) {
      return new Same();
    }
    return Stream.<Account>of(new Namespace(), new Unprivileged(65534))
        .filter(account -> account.reaches(home))
        .findFirst()
        .orElseThrow(() ->
            new PostgresFailure(
                "PostgreSQL does not run as root, and this machine lets root neither open a"
                    + " user namespace (unshare --user) nor step down to a user that can reach"
                    + " %s (setpriv).".formatted(home),
                "Start Herald as an ordinary user, move HERALD_HOME to a folder that every user"
                    + " can enter (for example /var/lib/herald), or set spring.datasource.url"
                    + " to a PostgreSQL of yours."));
  }

  private boolean reaches(Path home) {
    try {
      enter(home);
      List<String> probe = running(List.of("test", "-x", home.toString()));
      return new ProcessBuilder(probe).start().waitFor() == 0;
    } catch (IOException notInstalled) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static List<String> prefixed(List<String> command, String... prefix) {
    List<String> line = new ArrayList<>(List.of(prefix));
    line.addAll(command);
    return line;
  }

  private static void giveTo(int uid, Path folder) throws IOException {
    if (Files.getAttribute(folder, "unix:uid").equals(uid)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
      }
    }
  }
}
