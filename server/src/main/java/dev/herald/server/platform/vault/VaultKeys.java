package dev.herald.server.platform.vault;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The keys of a {@link Vault}.
 *
 * @param sealing a Tink keyset: its primary key seals, every key opens
 * @param index never changes, or equal values would no longer be found
 */
record VaultKeys(KeysetHandle sealing, SecretKey index) {
  private static final JsonMapper JSON = new JsonMapper();

  static {
    try {
      AeadConfig.register();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Tink can't register AEAD", e);
    }
  }

  static VaultKeys generate() {
    byte[] index = new byte[32];
    new SecureRandom().nextBytes(index);
    try {
      return new VaultKeys(KeysetHandle.generateNew(parameters()), hmac(index));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Tink can't make a key", e);
    }
  }

  /** The same keys and a new one that seals from now on. */
  VaultKeys withNewPrimary() {
    try {
      KeysetHandle rotated =
          KeysetHandle.newBuilder(sealing)
              .addEntry(
                  KeysetHandle.generateEntryFromParameters(parameters())
                      .withRandomId()
                      .setStatus(KeyStatus.ENABLED)
                      .makePrimary())
              .build();
      return new VaultKeys(rotated, index);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Tink can't add a key", e);
    }
  }

  /**
   * @throws IllegalArgumentException when the text is no key file; the message quotes nothing of it
   */
  static VaultKeys parse(String json) {
    try {
      JsonNode file = JSON.readTree(json);
      return new VaultKeys(
          TinkJsonProtoKeysetFormat.parseKeyset(
              file.path("sealing").toString(), InsecureSecretKeyAccess.get()),
          hmac(Base64.getDecoder().decode(file.path("index").asString())));
    } catch (JacksonException | GeneralSecurityException | IllegalArgumentException _) {
      throw new IllegalArgumentException("is not a Herald vault key");
    }
  }

  String json() {
    try {
      ObjectNode file = JSON.createObjectNode();
      file.set(
          "sealing",
          JSON.readTree(
              TinkJsonProtoKeysetFormat.serializeKeyset(sealing, InsecureSecretKeyAccess.get())));
      file.put("index", Base64.getEncoder().encodeToString(index.getEncoded()));
      return file.toString();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Tink can't write the keys", e);
    }
  }

  private static Parameters parameters() {
    return PredefinedAeadParameters.AES256_GCM;
  }

  private static SecretKey hmac(byte[] key) {
    return new SecretKeySpec(key, "HmacSHA256");
  }

  @Override
  public String toString() {
    return "vault keys";
  }
}
