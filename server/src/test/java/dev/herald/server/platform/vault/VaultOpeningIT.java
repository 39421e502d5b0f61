package dev.herald.server.platform.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.herald.server.TestDatabase;
import dev.herald.server.platform.SecretFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class VaultOpeningIT {
  @TempDir Path folder;

  private Path file = Path.of("set by the test");
  private JdbcClient database = JdbcClient.create(TestDatabase.fresh());

  @BeforeEach
  void noKeyYet() {
    file = folder.resolve("home/vault.key");
    database = JdbcClient.create(TestDatabase.fresh());
  }

  @Test
  void theFirstStartMakesAKeyThatOnlyItsOwnerReadsAndTheNextUsesIt() throws IOException {
    byte[] sealed = open(null, false).seal("x", "c");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(open(null, false).openText(sealed, "c")).isEqualTo("x");
  }

  @Test
  void theKeyCanBeGivenInsteadOfAFile() throws IOException {
    byte[] sealed = open(null, false).seal("x", "c");
    String key = base64(Files.readString(file));
    Files.delete(file);

    assertThat(open(key, false).openText(sealed, "c")).isEqualTo("x");
  }

  @Test
  void aRotationKeepsTheOldOpen() throws IOException {
    byte[] sealed = open(null, false).seal("x", "c");
    String before = Files.readString(file);
    byte[] sealedNew = open(null, true).seal("y", "c");

    assertThat(Files.readString(file)).isNotEqualTo(before);
    Vault next = open(null, false);
    assertThat(next.openText(sealed, "c")).isEqualTo("x");
    assertThat(next.openText(sealedNew, "c")).isEqualTo("y");
  }

  @Test
  void anotherDatabasesKeyIsRefused() throws IOException {
    open(null, false);
    new SecretFile(file).write(VaultKeys.generate().json());

    assertThatIllegalStateException()
        .isThrownBy(() -> open(null, false))
        .withMessageContaining("were not sealed with the vault key in " + file);
  }

  @Test
  void aLostKeyIsMissedAndNotReplaced() throws IOException {
    open(null, false);
    Files.delete(file);

    assertThatIllegalStateException()
        .isThrownBy(() -> open(null, false))
        .withMessageContaining("Put the key file back");
    assertThat(file).doesNotExist();
  }

  @Test
  void aKeyThatIsNoneIsRefusedWithoutBeingQuoted() {
    assertThatIllegalStateException()
        .isThrownBy(() -> open("s3cret!", false))
        .withMessageContaining("herald.vault.key")
        .withMessageNotContaining("s3cret");
    assertThatIllegalStateException()
        .isThrownBy(() -> open(base64("{\"s3cret\": 1}"), false))
        .withMessageContaining("is not a Herald vault key")
        .withMessageNotContaining("s3cret");
  }

  private Vault open(@Nullable String key, boolean rotate) {
    return new VaultOpening(new VaultSettings(file, key, rotate), database).open();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
