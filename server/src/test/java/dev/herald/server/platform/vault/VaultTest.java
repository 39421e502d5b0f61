package dev.herald.server.platform.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class VaultTest {
  private static final String PHONE = "+8613800138000";
  private static final VaultKeys KEYS = VaultKeys.generate();

  private final Vault vault = new Vault(KEYS);

  @Test
  void opensWhatItSealed() {
    byte[] sealed = vault.seal(PHONE, "recipient/1");

    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain(PHONE);
    assertThat(vault.openText(sealed, "recipient/1")).isEqualTo(PHONE);
  }

  @Test
  void sealsTheSameValueDifferentlyEachTime() {
    assertThat(vault.seal(PHONE, "a")).isNotEqualTo(vault.seal(PHONE, "a"));
  }

  @Test
  void doesNotOpenInAnotherContext() {
    byte[] sealed = vault.seal(PHONE, "recipient/1");

    assertThatIllegalStateException().isThrownBy(() -> vault.openText(sealed, "recipient/2"));
  }

  @Test
  void whatIsSealedToAWholeContextOpensInNoneThatIsSmallerOrAnother() {
    SealContext own = SealContext.of("source/1/acme", "source/1");
    byte[] sealed = vault.seal(PHONE, own);

    assertThat(vault.openText(sealed, own)).isEqualTo(PHONE);
    assertThatIllegalStateException()
        .isThrownBy(() -> vault.openText(sealed, SealContext.of("source/1/other", "source/1")));
    byte[] stripped = Arrays.copyOfRange(sealed, 1, sealed.length);
    assertThatIllegalStateException().isThrownBy(() -> vault.openText(stripped, own));
    assertThatIllegalStateException().isThrownBy(() -> vault.openText(stripped, "source/1"));
  }

  @Test
  void whatWasSealedBeforeOwnersWerePartOfTheContextStillOpens() {
    byte[] earlier = vault.seal(PHONE, "source/1");

    assertThat(vault.openText(earlier, SealContext.of("source/1/acme", "source/1")))
        .isEqualTo(PHONE);
  }

  @Test
  void whileAProcessOfTheVersionBeforeIsThereItSealsAsThatOneDid() {
    Vault mixed = new Vault(KEYS);
    mixed.bindToWhole(false);

    byte[] sealed = mixed.seal(PHONE, SealContext.of("source/1/acme", "source/1"));

    assertThat(vault.openText(sealed, "source/1")).isEqualTo(PHONE);
  }

  @Test
  void doesNotOpenWhatWasTamperedWith() {
    byte[] sealed = vault.seal(PHONE, "a");
    sealed[sealed.length - 1] ^= 1;

    assertThatIllegalStateException().isThrownBy(() -> vault.openText(sealed, "a"));
  }

  @Test
  void keysSurviveTheirFile() {
    byte[] sealed = vault.seal(PHONE, "a");
    Vault again = new Vault(VaultKeys.parse(KEYS.json()));

    assertThat(again.openText(sealed, "a")).isEqualTo(PHONE);
    assertThat(again.blindIndex("phone", PHONE)).isEqualTo(vault.blindIndex("phone", PHONE));
  }

  @Test
  void aRotatedKeyFileOpensTheOldAndSealsWithTheNew() {
    Vault rotated = new Vault(KEYS.withNewPrimary());

    assertThat(rotated.openText(vault.seal(PHONE, "a"), "a")).isEqualTo(PHONE);
    assertThatIllegalStateException()
        .isThrownBy(() -> vault.openText(rotated.seal(PHONE, "a"), "a"));
    assertThat(rotated.blindIndex("phone", PHONE)).isEqualTo(vault.blindIndex("phone", PHONE));
  }

  @Test
  void indexesDependOnDomainValueAndKey() {
    assertThat(vault.blindIndex("phone", PHONE))
        .isEqualTo(vault.blindIndex("phone", PHONE))
        .isNotEqualTo(vault.blindIndex("email", PHONE))
        .isNotEqualTo(vault.blindIndex("phone", PHONE + "1"))
        .isNotEqualTo(new Vault(VaultKeys.generate()).blindIndex("phone", PHONE));
  }

  @Test
  void refusesAKeyFileThatIsNoneWithoutQuotingIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VaultKeys.parse("{\"sealing\": {\"key\": \"s3cret\"}}"))
        .withMessage("is not a Herald vault key");
    assertThatIllegalArgumentException().isThrownBy(() -> VaultKeys.parse("s3cret"));
  }
}
