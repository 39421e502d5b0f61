package dev.herald.server.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.channel.Channel;
import dev.herald.channel.Destination;
import dev.herald.channel.Destination.Kind;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressesTest {

  @ParameterizedTest
  @CsvSource({
    "EMAIL, zhang.san@example.com, zhang.san@example.com",
    "EMAIL, ' Zhang.San+tag@Example.COM ', Zhang.San+tag@example.com",
    "EMAIL, li@例子.中国, li@xn--fsqu00a.xn--fiqs8s",
    "PHONE, +86 138 0013 8000, +8613800138000",
    "PHONE, +8613800138000, +8613800138000",
    "PHONE, 138-0013-8000, +8613800138000",
    "PHONE, 0086 13800138000, +8613800138000",
    "PHONE, +1 (202) 555-0123, +12025550123",
    "URL, https://example.com/hook?a=1, https://example.com/hook?a=1",
    "URL, http://10.0.0.1:8080/x, http://10.0.0.1:8080/x",
    "URL, HTTPS://Hooks.Example.com/In, https://hooks.example.com/In",
    "USER, ou_7d8a6e6df7621556ce0d21922b676706, ou_7d8a6e6df7621556ce0d21922b676706",
    "USER, 张三, 张三",
    "DEVICE, abc:DEF-1, abc:DEF-1",
    "CHAT, oc_1, oc_1",
    "FEED, ledger, ledger"
  })
  void hasOneNormalForm(Kind kind, String raw, String address) {
    assertThat(Addresses.parse(kind, raw, Locale.CHINA))
        .isEqualTo(new Addresses.Parsed.Right(new Destination(kind, address)));
  }

  @ParameterizedTest
  @CsvSource({
    "EMAIL, zhang.san",
    "EMAIL, @example.com",
    "EMAIL, a@b@",
    "EMAIL, a@localhost",
    "EMAIL, .a@example.com",
    "EMAIL, a..b@example.com",
    "EMAIL, 'a b@example.com'",
    "EMAIL, 'a@example.com\r\nBcc: x@example.com'",
    "EMAIL, a@-example.com",
    "EMAIL, ''",
    "PHONE, 12345",
    "PHONE, not a number",
    "PHONE, +86 1",
    "PHONE, +8617900138000",
    "PHONE, +999 123456789",
    "PHONE, ''",
    "URL, ftp://example.com/",
    "URL, example.com/hook",
    "URL, https://user:pw@example.com/",
    "URL, https:///hook",
    "URL, https://example.com:99999/hook",
    "URL, https://my_host.example/hook",
    "URL, https://例子.公司/hook",
    "URL, 'https://exa mple.com'",
    "USER, ''",
    "USER, 'two words'",
    "NONE, anything"
  })
  void refusesWhatIsNoneAndSaysWhatWouldBe(Kind kind, String raw) {
    assertThat(Addresses.parse(kind, raw, Locale.CHINA))
        .isInstanceOfSatisfying(
            Addresses.Parsed.Wrong.class,
            wrong -> {
              assertThat(wrong.error().field()).isEmpty();
              assertThat(wrong.error().reason()).isNotBlank();
              assertThat(wrong.error().expected()).isNotBlank();
            });
  }

  @Test
  void aPhoneNumberWithoutCountryCodeBelongsToTheTenantsRegion() {
    assertThat(Addresses.parse(Kind.PHONE, "030 901820", Locale.GERMANY))
        .isEqualTo(new Addresses.Parsed.Right(new Destination(Kind.PHONE, "+4930901820")));
    assertThat(Addresses.parse(Kind.PHONE, "13800138000", Locale.CHINESE))
        .isInstanceOfSatisfying(
            Addresses.Parsed.Wrong.class,
            wrong -> assertThat(wrong.error().reason()).isEqualTo("has no known country code"));
  }

  @Test
  void noAddressIsTheAddressOfASourceThatKnowsItself() {
    assertThat(Addresses.parse(Kind.NONE, "", Locale.ROOT))
        .isEqualTo(new Addresses.Parsed.Right(Destination.NONE));
  }

  @ParameterizedTest
  @CsvSource({"email, EMAIL", "sms, PHONE", "webhook, URL", "app-push, DEVICE", "dingtalk, USER"})
  void eachChannelHasItsKindOfAddress(String channel, Kind kind) {
    assertThat(Addresses.kindOf(new Channel(channel))).isEqualTo(kind);
  }
}
