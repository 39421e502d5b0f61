package dev.herald.server.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeFolderIT {
  @TempDir Path folder;

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static Path with(String permissions, Path path) throws IOException {
    return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  @Test
  void aNewHomeIsForItsOwnerOnly() throws IOException {
    Path home = folder.resolve("new");

    new HomeFolder(home).close();

    assertThat(permissions(home)).isEqualTo("rwx------");
  }

  @Test
  void ofAHomeThatWasOpenNothingIsLeftToOthers() throws IOException {
    Path home = with("rwxr-xr-x", Files.createDirectory(folder.resolve("old")));
    Path logs = with("rwxrwxr-x", Files.createDirectory(home.resolve("logs")));
    Path log = with("rw-r--r--", Files.createFile(logs.resolve("herald.log")));
    Path program = with("rwxr-xr-x", Files.createFile(home.resolve("hook.sh")));

    new HomeFolder(home).close();

    assertThat(permissions(home)).isEqualTo("rwx------");
    assertThat(permissions(logs)).isEqualTo("rwx------");
    assertThat(permissions(log)).isEqualTo("rw-------");
    assertThat(permissions(program)).isEqualTo("rwx------");
  }

  @Test
  void whatALinkLeadsToIsLeftAlone() throws IOException {
    Path home = Files.createDirectory(folder.resolve("home"));
    Path elsewhere = with("rw-r--r--", Files.createFile(folder.resolve("elsewhere.yaml")));
    Files.createSymbolicLink(home.resolve("connector.yaml"), elsewhere);

    new HomeFolder(home).close();

    assertThat(permissions(elsewhere)).isEqualTo("rw-r--r--");
  }

  @Test
  void whoMayOnlyPassThroughStillMayAndPostgresIsLeftToItself() throws IOException {
    Path home = with("rwx--x--x", Files.createDirectory(folder.resolve("root")));
    Path programs = with("rwxr-xr-x", Files.createDirectory(home.resolve("postgres-bin")));

    new HomeFolder(home).close();

    assertThat(permissions(home)).isEqualTo("rwx--x--x");
    assertThat(permissions(programs)).isEqualTo("rwxr-xr-x");
  }
}
