package dev.herald.server.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.server.reason.FieldFault;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
  private static final List<String> KNOWN =
      List.of("data", "email", "locale", "phone", "recipient", "sms", "url");

  @ParameterizedTest
  @CsvSource({
    "phnoe, phone",
    "Phone, phone",
    "mobile, phone",
    "mobile_phone, phone",
    "mobilePhone, phone",
    "tel, phone",
    "mail, email",
    "emial, email",
    "e-mail, email",
    "email_address, email",
    "receipient, recipient",
    "userId, recipient",
    "lang, locale"
  })
  void namesTheWordThatWasMeant(String written, String meant) {
    assertThat(Spelling.nearest(written, KNOWN)).isEqualTo(meant);
  }

  @Test
  void namesAllWhenNoneIsNear() {
    assertThat(Spelling.unknownField("cc", KNOWN))
        .isEqualTo(
            new FieldFault.FieldUnknown(
                null, List.of("data", "email", "locale", "phone", "recipient", "sms", "url")));
    assertThat(Spelling.nearest("mobile", List.of("name"))).isNull();
    assertThat(Spelling.nearest("x".repeat(1_000_000), KNOWN)).isNull();
  }
}
