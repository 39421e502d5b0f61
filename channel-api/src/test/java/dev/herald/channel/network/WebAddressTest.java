package dev.herald.channel.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTest {

  @ParameterizedTest
  @CsvSource({
    "https://example.com/In?a=B, https://example.com/In?a=B",
    "HTTPS://Example.COM/In?a=B, https://example.com/In?a=B",
    "HttP://example.com:8080, http://example.com:8080",
    "https://example.com/路, https://example.com/%E8%B7%AF",
    "http://127.0.0.1:65535/x, http://127.0.0.1:65535/x",
    "http://[::1]:8080/x, http://[::1]:8080/x",
    "https://xn--fsqu00a.xn--0zwm56d/x, https://xn--fsqu00a.xn--0zwm56d/x",
    "http://localhost/x#part, http://localhost/x#part"
  })
  void aUrlIsKeptInOneForm(String text, String expected) {
    assertThat(WebAddress.parse(text).toString()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com:99999/x",
        "https://example.com:65536/x",
        "https://example.com:0/x",
        "https://example.com:999999999999/x",
        "https://example.com:-1/x",
        "https://my_host.example/x",
        "https://例子.公司/x",
        "https://-a.example/x",
        "https://a..example/x",
        "https://256.1.1.1/x",
        "https:///x",
        "https://user@example.com/x",
        "https://user:secret@example.com/x",
        "ftp://example.com/x",
        "//example.com/x",
        "example.com",
        "mailto:a@example.com",
        "https://a|b.example/x",
        "https://example.com/a b",
        ""
      })
  void whatCannotBeCalledIsRefusedWithTheReasonAndWithoutTheText(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WebAddress.parse(text))
        .withMessageMatching("(does|has|names) .*")
        .withMessageNotContaining("secret");
  }

  @ParameterizedTest
  @CsvSource({
    "example.com/in, SCHEME",
    "ftp://example.com, SCHEME",
    "https://user@example.com/x, USER",
    "https://my_host.example/x, HOST",
    "https:///x, HOST",
    "https://example.com:99999/x, PORT",
    "https://example.com/a b, CHARACTERS"
  })
  void eachFaultHasItsName(String text, WebAddress.Fault expected) {
    assertThatExceptionOfType(WebAddress.Uncallable.class)
        .isThrownBy(() -> WebAddress.parse(text))
        .extracting(WebAddress.Uncallable::fault)
        .isEqualTo(expected);
  }

  @Test
  void aLabelOfAThousandLettersIsNoHost() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WebAddress.parse("https://" + "a".repeat(1_000) + ".example/x"));
  }
}
