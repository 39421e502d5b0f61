package dev.herald.server.directory;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.herald.channel.Channel;
import dev.herald.channel.Destination;
import dev.herald.channel.Destination.Kind;
import dev.herald.channel.WebAddress;
import dev.herald.server.platform.FieldError;
import java.net.IDN;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What counts as an address of each kind, and the one form that each is kept in. */
public final class Addresses {
  private static final Map<Channel, Kind> KINDS =
      Map.of(
          Channel.EMAIL,
          Kind.EMAIL,
          Channel.SMS,
          Kind.PHONE,
          new Channel("whatsapp"),
          Kind.PHONE,
          Channel.WEBHOOK,
          Kind.URL,
          new Channel("app-push"),
          Kind.DEVICE,
          new Channel("feed"),
          Kind.FEED);
  private static final Pattern LOCAL_PART =
      Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
  private static final Pattern DOMAIN =
      Pattern.compile("(?!.{254})([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9-]{2,63}");
  private static final int MAINLAND = 86;
  private static final int MAINLAND_PREFIX = 3;

  /** In the form that they are kept in. Parsing any text as a number takes four times as long. */
  private static final Pattern MAINLAND_MOBILE = Pattern.compile("\\+861[3-9]\\d{9}");

  private static final int LONGEST_NAME = 512;
  private static final int LONGEST_URL = 2_048;

  private Addresses() {}

  /** What became of a text that should be an address. */
  public sealed interface Parsed {
    record Right(Destination destination) implements Parsed {}

    /**
     * @param error its field is empty: put it {@link FieldError#within} where the text came from
     */
    record Wrong(FieldError error) implements Parsed {}
  }

  /** The kind of address that people have on a channel. */
  public static Kind kindOf(Channel channel) {
    return KINDS.getOrDefault(channel, Kind.USER);
  }

  /**
   * @param tenantLocale its region says which country a phone number without {@code +} belongs to
   */
  public static Parsed parse(Kind kind, String raw, Locale tenantLocale) {
    String text = raw.strip();
    return switch (kind) {
      case EMAIL -> email(text);
      case PHONE -> phone(text, tenantLocale);
      case URL -> url(text);
      case USER, DEVICE, CHAT, FEED -> named(kind, text);
      case NONE ->
          text.isEmpty()
              ? new Parsed.Right(Destination.NONE)
              : wrong("there is an address", "none: the source alone says where it goes");
    };
  }

  private static Parsed email(String text) {
    int at = text.lastIndexOf('@');
    String domain = at < 0 ? null : ascii(text.substring(at + 1));
    boolean valid =
        domain != null
            && at <= 64
            && LOCAL_PART.matcher(text.substring(0, at)).matches()
            && DOMAIN.matcher(domain).matches();
    return valid
        ? right(Kind.EMAIL, text.substring(0, at + 1) + domain)
        : wrong("is no email address", "an address like 'name@example.com'");
  }

  private static @Nullable String ascii(String domain) {
    try {
      return IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  private static Parsed phone(String text, Locale tenantLocale) {
    PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    if (MAINLAND_MOBILE.matcher(text).matches() && numbers.isValidNumber(mainlandMobile(text))) {
      return right(Kind.PHONE, text);
    }
    String region = tenantLocale.getCountry().isEmpty() ? null : tenantLocale.getCountry();
    try {
      PhoneNumber number = numbers.parse(text, region);
      return numbers.isValidNumber(number)
          ? right(Kind.PHONE, numbers.format(number, PhoneNumberFormat.E164))
          : wrong("is no phone number that is in use", expectedPhone(numbers, region));
    } catch (NumberParseException e) {
      boolean countryless = e.getErrorType() == NumberParseException.ErrorType.INVALID_COUNTRY_CODE;
      return wrong(
          countryless ? "has no known country code" : "is no phone number",
          expectedPhone(numbers, region));
    }
  }

  private static PhoneNumber mainlandMobile(String text) {
    return new PhoneNumber()
        .setCountryCode(MAINLAND)
        .setNationalNumber(Long.parseLong(text, MAINLAND_PREFIX, text.length(), 10));
  }

  private static String expectedPhone(PhoneNumberUtil numbers, @Nullable String region) {
    PhoneNumber example = numbers.getExampleNumber(region == null ? "CN" : region);
    if (example == null) {
      return "a number with its country code, like '+8613800138000'";
    }
    return region == null
        ? "a number with its country code, like '%s'"
            .formatted(numbers.format(example, PhoneNumberFormat.E164))
        : "a number like '%s', or '%s' of %s"
            .formatted(
                numbers.format(example, PhoneNumberFormat.E164),
                numbers.format(example, PhoneNumberFormat.NATIONAL),
                region);
  }

  private static Parsed url(String text) {
    if (text.length() > LONGEST_URL) {
      return noUrl("is longer than %,d characters".formatted(LONGEST_URL));
    }
    try {
      URI uri = WebAddress.parse(text);
      return uri.getRawFragment() == null
          ? right(Kind.URL, uri.toString())
          : noUrl("has a part behind #, which nobody is sent");
    } catch (IllegalArgumentException e) {
      return noUrl(String.valueOf(e.getMessage()));
    }
  }

  private static Parsed noUrl(String reason) {
    return wrong(reason, "a URL like 'https://example.com/hook', without user and fragment");
  }

  private static Parsed named(Kind kind, String text) {
    boolean plain =
        text.codePoints().noneMatch(c -> Character.isISOControl(c) || Character.isWhitespace(c));
    if (text.isEmpty() || text.length() > LONGEST_NAME || !plain) {
      return wrong(
          "is no %s id".formatted(kind.name().toLowerCase(Locale.ROOT)),
          "1 to %d characters without spaces".formatted(LONGEST_NAME));
    }
    return right(kind, text);
  }

  private static Parsed right(Kind kind, String address) {
    return new Parsed.Right(new Destination(kind, address));
  }

  private static Parsed wrong(String reason, String expected) {
    return new Parsed.Wrong(new FieldError("", reason, expected));
  }
}
