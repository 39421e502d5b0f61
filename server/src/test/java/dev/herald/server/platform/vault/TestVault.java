package dev.herald.server.platform.vault;

/** A vault with keys of its own, for tests that need no key file. */
public final class TestVault {
  private TestVault() {}

  public static Vault create() {
    return new Vault(VaultKeys.generate());
  }
}
