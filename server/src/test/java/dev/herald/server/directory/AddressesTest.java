package dev.herald.server.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.channel.Channel;
import dev.herald.channel.Destination;
import dev.herald.channel.Destination.Kind;
import dev.herald.server.reason.DirectoryFault;
import java.util.List;
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
    "EMAIL, a@straße.de, a@xn--strae-oqa.de",
    "EMAIL, a@FASS.de, a@fass.de",
    "EMAIL, a@xn--strae-oqa.DE, a@xn--strae-oqa.de",
    "EMAIL, tim.o'connor+x@sub.example.co.uk, tim.o'connor+x@sub.example.co.uk",
    "EMAIL, a@1.example.photography, a@1.example.photography",
    "PHONE, +86 138 0013 8000, +8613800138000",
    "PHONE, '\u202a+8613800138000\u202c', +8613800138000",
    "PHONE, 138\u00a00013\u20118000, +8613800138000",
    "PHONE, +44 (0)20 7946 0958, +442079460958",
    "PHONE, (010) 6234-5678, +861062345678",
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
    "FEED, Ledger",
    "FEED, -ledger",
    "FEED, 'the ledger'",
    "EMAIL, @example.com",
    "EMAIL, a@b@",
    "EMAIL, a@localhost",
    "EMAIL, .a@example.com",
    "EMAIL, a..b@example.com",
    "EMAIL, 'a b@example.com'",
    "EMAIL, 'a@example.com\r\nBcc: x@example.com'",
    "EMAIL, a@-example.com",
    "EMAIL, ''",
    "EMAIL, 'a@example.com,b@example.com'",
    "EMAIL, a@example.com;b@example.com",
    "EMAIL, Zhang San <a@example.com>",
    "EMAIL, a@example.com (work)",
    "EMAIL, mailto:a@example.com",
    "EMAIL, a@example.com.",
    "EMAIL, a@10.0.0.1",
    "EMAIL, a@exa_mple.com",
    "EMAIL, jörg@example.com",
    "EMAIL, a@xn--zz-.com",
    "EMAIL, a@a\u200db.com",
    "PHONE, +8613800138000;ext=12",
    "PHONE, +86 138 0013 8000 ext. 12",
    "PHONE, 13800138000x12",
    "PHONE, 13800138000#12",
    "PHONE, 13800138000转12",
    "PHONE, tel:+8613800138000",
    "PHONE, Zhang San 13800138000",
    "PHONE, 13800138000 (Zhang)",
    "PHONE, '13800138000,13900139000'",
    "PHONE, 13800138000/13900139000",
    "PHONE, 13800138000 13900139000",
    "PHONE, 95555/95566",
    "PHONE, 13800138000.0",
    "PHONE, 0755-8888888-1",
    "PHONE, +861088888888-12",
    "PHONE, 13800138000、13900139000",
    "PHONE, 1-800-FLOWERS",
    "USER, 'u1,u2'",
    "USER, u1|u2",
    "USER, u1；u2",
    "USER, @all",
    "USER, u1\u200b",
    "USER, u\u00a01",
    "DEVICE, 'a,b'",
    "CHAT, oc_1;oc_2",
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
              assertThat(wrong.error().reason()).isInstanceOf(DirectoryFault.class);
            });
  }

  @Test
  void aLongTextIsRefusedAtOnce() {
    for (String domain : List.of("a".repeat(1_000), "例".repeat(100_000), "a.".repeat(100_000))) {
      assertThat(Addresses.parse(Kind.EMAIL, "a@" + domain + ".com", Locale.CHINA))
          .isInstanceOf(Addresses.Parsed.Wrong.class);
      assertThat(Addresses.parse(Kind.PHONE, domain, Locale.CHINA))
          .isInstanceOf(Addresses.Parsed.Wrong.class);
    }
  }

  @Test
  void aPhoneNumberWithoutCountryCodeBelongsToTheTenantsRegion() {
    assertThat(Addresses.parse(Kind.PHONE, "030 901820", Locale.GERMANY))
        .isEqualTo(new Addresses.Parsed.Right(new Destination(Kind.PHONE, "+4930901820")));
    assertThat(Addresses.parse(Kind.PHONE, "030/901820", Locale.GERMANY))
        .isEqualTo(new Addresses.Parsed.Right(new Destination(Kind.PHONE, "+4930901820")));
    assertThat(Addresses.parse(Kind.PHONE, "030 901820/22", Locale.GERMANY))
        .isInstanceOf(Addresses.Parsed.Wrong.class);
    assertThat(Addresses.parse(Kind.PHONE, "13800138000", Locale.CHINESE))
        .isInstanceOfSatisfying(
            Addresses.Parsed.Wrong.class,
            wrong -> assertThat(wrong.error().reason().code()).isEqualTo("PHONE_WITHOUT_COUNTRY"));
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
