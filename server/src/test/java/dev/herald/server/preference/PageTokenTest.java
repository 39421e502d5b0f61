package dev.herald.server.preference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.server.platform.vault.TestVault;
import dev.herald.server.platform.vault.Vault;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PageTokenTest {
  private static final PageToken TOKEN =
      new PageToken(
          new Person(new UUID(1, 2), new UUID(3, 4)),
          "esop/grant.vested",
          "email",
          Instant.parse("2027-05-30T07:00:00Z"));

  private final Vault vault = TestVault.create();

  @Test
  void saysWhatItWasMadeOf() {
    assertThat(PageToken.read(vault, TOKEN.signed(vault))).contains(TOKEN);
  }

  @Test
  void isPlainInAnAddress() {
    assertThat(TOKEN.signed(vault)).matches("[A-Za-z0-9_-]{50,200}");
  }

  @Test
  void noneIsReadOnceASingleLetterDiffers() {
    String signed = TOKEN.signed(vault);
    for (int at = 0; at < signed.length() - 1; at++) {
      char other = signed.charAt(at) == 'A' ? 'B' : 'A';
      String forged = signed.substring(0, at) + other + signed.substring(at + 1);
      assertThat(PageToken.read(vault, forged)).as("letter %d", at).isEmpty();
    }
  }

  @Test
  void anotherServersIsNone() {
    assertThat(PageToken.read(TestVault.create(), TOKEN.signed(vault))).isEmpty();
  }

  @Test
  void whateverElseStandsThereIsNone() {
    for (String text : new String[] {"", "-", "%%%", "AQ", "A".repeat(5_000)}) {
      assertThat(PageToken.read(vault, text)).isEmpty();
    }
  }
}
