package dev.herald.server.receipt;

import dev.herald.server.platform.vault.Vault;
import dev.herald.server.source.ConfiguredSource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The address that a provider reports to. Where it signs nothing, a secret in the address proves
 * that it is the provider who calls: a code over the source's id, which nobody makes without the
 * key file, and which every process knows without being told.
 */
@Component
public class ReceiptAddress {
  static final String PARAMETER = "secret";
  private static final int SECRET_BYTES = 24;

  private final Vault vault;

  ReceiptAddress(Vault vault) {
    this.vault = vault;
  }

  /** Path and query, without a host. */
  public String of(ConfiguredSource source, boolean secret) {
    String path = "/receipts/" + source.source().code();
    return secret ? path + "?" + PARAMETER + "=" + secret(source.source().id()) : path;
  }

  boolean isSecret(UUID sourceId, @Nullable String given) {
    return given != null
        && MessageDigest.isEqual(
            given.getBytes(StandardCharsets.UTF_8),
            secret(sourceId).getBytes(StandardCharsets.UTF_8));
  }

  private String secret(UUID sourceId) {
    byte[] code =
        vault.authenticationCode("receipts", sourceId.toString().getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Arrays.copyOf(code, SECRET_BYTES));
  }
}
