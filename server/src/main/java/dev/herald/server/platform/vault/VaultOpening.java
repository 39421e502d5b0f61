package dev.herald.server.platform.vault;

import dev.herald.server.platform.SecretFile;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds the vault's keys and proves that they belong to the database.
 *
 * <p>The database keeps one value that was sealed by the first start. Without this check a start
 * with the wrong key file would go well until the first secret is needed, and would by then have
 * sealed others with a key that the rest of the cluster lacks.
 */
final class VaultOpening {
  private static final Logger log = LoggerFactory.getLogger(VaultOpening.class);
  private static final String CHECK = "vault check";

  private final VaultSettings settings;
  private final JdbcClient jdbc;

  VaultOpening(VaultSettings settings, JdbcClient jdbc) {
    this.settings = settings;
    this.jdbc = jdbc;
  }

  Vault open() {
    Vault vault = new Vault(keys());
    jdbc.sql("insert into vault_check (sealed) values (:sealed) on conflict do nothing")
        .param("sealed", vault.seal(CHECK, CHECK))
        .update();
    try {
      vault.openText(check().orElseThrow(), CHECK);
      return vault;
    } catch (IllegalStateException _) {
      throw new IllegalStateException(
          "The secrets in this database were not sealed with the %s. Start with the key that made"
                  .formatted(settings)
              + " them; a copy of the database can't be read without a copy of its key.");
    }
  }

  private VaultKeys keys() {
    if (settings.key() != null) {
      return given(settings.key());
    }
    SecretFile file = new SecretFile(settings.keyFile());
    VaultKeys keys = file.read().map(this::parsed).orElseGet(() -> made(file));
    return settings.rotate() ? rotated(keys, file) : keys;
  }

  private VaultKeys given(String base64) {
    if (settings.rotate()) {
      throw new IllegalStateException(
          "herald.vault.rotate needs a key file that can be written, not herald.vault.key");
    }
    try {
      byte[] json = Base64.getMimeDecoder().decode(base64);
      return parsed(new String(json, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException _) {
      throw new IllegalStateException("herald.vault.key is not Base64 of a vault key file");
    }
  }

  private VaultKeys parsed(String json) {
    try {
      return VaultKeys.parse(json);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("The %s %s.".formatted(settings, e.getMessage()), e);
    }
  }

  private VaultKeys made(SecretFile file) {
    if (check().isPresent()) {
      throw new IllegalStateException(
          "There is no %s, but this database has secrets sealed with one.".formatted(settings)
              + " Put the key file back, or set herald.vault.key-file to where it is.");
    }
    VaultKeys keys = VaultKeys.generate();
    file.write(keys.json());
    log.info("Made the {}. Back it up apart from the database.", settings);
    return keys;
  }

  private VaultKeys rotated(VaultKeys keys, SecretFile file) {
    VaultKeys rotated = keys.withNewPrimary();
    file.write(rotated.json());
    log.info("Added a new primary key to the {}.", settings);
    return rotated;
  }

  private Optional<byte[]> check() {
    return jdbc.sql("select sealed from vault_check").query(byte[].class).optional();
  }
}
