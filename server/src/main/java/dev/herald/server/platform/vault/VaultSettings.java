package dev.herald.server.platform.vault;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the vault's keys are.
 *
 * @param keyFile made by the first start
 * @param key the content of a key file in Base64, instead of the file
 * @param rotate whether this start adds a new primary key to the key file
 */
@ConfigurationProperties("herald.vault")
record VaultSettings(Path keyFile, @Nullable String key, boolean rotate) {
  @Override
  public String toString() {
    return "vault key in " + (key == null ? keyFile : "herald.vault.key");
  }
}
