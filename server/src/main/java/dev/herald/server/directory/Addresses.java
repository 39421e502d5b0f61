package dev.herald.server.directory;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.herald.channel.Channel;
import dev.herald.channel.Destination;
import dev.herald.channel.Destination.Kind;
import dev.herald.channel.network.WebAddress;
import dev.herald.channels.DomainNames;
import dev.herald.server.platform.problem.FieldError;
import dev.herald.server.reason.DirectoryFault;
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

  /** Of two labels or more, the last of which is no number: an IP address is no mail domain. */
  private static final Pattern MAIL_DOMAIN =
      Pattern.compile("([a-z0-9-]+\\.)+[a-z][a-z0-9-]*[a-z0-9]");

  /** Digits and the signs between them; anything more would be more than one number. */
  private static final Pattern PHONE =
      Pattern.compile("[(（\\p{Zs}]*[+＋]?[\\p{Nd}\\p{Zs}\\t\\p{Pd}.()（）]{1,40}");

  private static final Pattern OF_SPREADSHEET = Pattern.compile("[+＋]?\\p{Nd}+\\.0+");
  private static final Pattern FEED = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
  private static final Pattern EXTENDED = Pattern.compile(".*\\p{Nd}{5}\\p{Pd}\\p{Nd}{1,2}");

  /** Marks that come with what is copied, such as those of the direction of writing. */
  private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}");

  /** What separates the names of a list, in one language or provider or another. */
  private static final String SEPARATORS = ",;|，；、｜";

  /** Some providers take it for all people of the company. */
  private static final String EVERYBODY = "@all";

  private static final int MAINLAND = 86;
  private static final int MAINLAND_PREFIX = 3;

  /** In the form that they are kept in. Parsing any text as a number takes four times as long. */
  private static final Pattern MAINLAND_MOBILE = Pattern.compile("\\+861[3-9]\\d{9}");

  /** As in {@code +49 (030)}. */
  private static final int LONGEST_AREA_CODE = 9;

  private static final int LONGEST_LOCAL_PART = 64;
  private static final int LONGEST_EMAIL = 254;
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
    if (text.length() > LONGEST_URL) {
      return wrong(new DirectoryFault.AddressTooLong(LONGEST_URL));
    }
    return switch (kind) {
      case EMAIL -> email(text);
      case PHONE -> phone(text, tenantLocale);
      case URL -> url(text);
      case USER, DEVICE, CHAT -> named(kind, text);
      case FEED ->
          FEED.matcher(text).matches()
              ? right(kind, text)
              : wrong(new DirectoryFault.FeedInvalid());
      case NONE ->
          text.isEmpty()
              ? new Parsed.Right(Destination.NONE)
              : wrong(new DirectoryFault.AddressUnwanted());
    };
  }

  private static Parsed email(String text) {
    int at = text.lastIndexOf('@');
    String domain =
        at < 0 || text.length() > LONGEST_EMAIL ? null : DomainNames.ascii(text.substring(at + 1));
    boolean valid =
        domain != null
            && at <= LONGEST_LOCAL_PART
            && at + 1 + domain.length() <= LONGEST_EMAIL
            && LOCAL_PART.matcher(text.substring(0, at)).matches()
            && MAIL_DOMAIN.matcher(domain).matches();
    return valid
        ? right(Kind.EMAIL, text.substring(0, at + 1) + domain)
        : wrong(new DirectoryFault.EmailInvalid());
  }

  private static Parsed phone(String written, Locale tenantLocale) {
    PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    if (MAINLAND_MOBILE.matcher(written).matches()
        && numbers.isValidNumber(mainlandMobile(written))) {
      return right(Kind.PHONE, written);
    }
    String region = tenantLocale.getCountry().isEmpty() ? null : tenantLocale.getCountry();
    String text = withoutSlash(INVISIBLE.matcher(written).replaceAll(""));
    if (!PHONE.matcher(text).matches() || hasMore(text)) {
      PhoneExample example = example(numbers, region);
      return wrong(new DirectoryFault.PhoneNotAlone(example.international, example.national));
    }
    try {
      PhoneNumber number = numbers.parse(text, region);
      return numbers.isValidNumber(number)
          ? right(Kind.PHONE, numbers.format(number, PhoneNumberFormat.E164))
          : unusedPhone(example(numbers, region));
    } catch (NumberParseException e) {
      boolean countryless = e.getErrorType() == NumberParseException.ErrorType.INVALID_COUNTRY_CODE;
      PhoneExample example = example(numbers, region);
      return countryless
          ? wrong(new DirectoryFault.PhoneWithoutCountry(example.international))
          : wrong(new DirectoryFault.PhoneInvalid(example.international, example.national));
    }
  }

  private static Parsed unusedPhone(PhoneExample example) {
    return wrong(new DirectoryFault.PhoneUnused(example.international, example.national));
  }

  /** Whether a number is followed by what a spreadsheet or an extension adds to it. */
  private static boolean hasMore(String text) {
    return OF_SPREADSHEET.matcher(text).matches() || EXTENDED.matcher(text).matches();
  }

  /** Behind an area code, as in {@code 030/901820}. Further back another number would follow. */
  private static String withoutSlash(String text) {
    int slash = text.indexOf('/');
    return slash > 0 && slash <= LONGEST_AREA_CODE && "0(+".indexOf(text.charAt(0)) >= 0
        ? text.substring(0, slash) + " " + text.substring(slash + 1)
        : text;
  }

  private static PhoneNumber mainlandMobile(String text) {
    return new PhoneNumber()
        .setCountryCode(MAINLAND)
        .setNationalNumber(Long.parseLong(text, MAINLAND_PREFIX, text.length(), 10));
  }

  /**
   * A number that would be right.
   *
   * @param national as people of the region write it; null where no region is known
   */
  private record PhoneExample(String international, @Nullable String national) {}

  private static PhoneExample example(PhoneNumberUtil numbers, @Nullable String region) {
    PhoneNumber example = numbers.getExampleNumber(region == null ? "CN" : region);
    return example == null
        ? new PhoneExample("+8613800138000", null)
        : new PhoneExample(
            numbers.format(example, PhoneNumberFormat.E164),
            region == null ? null : numbers.format(example, PhoneNumberFormat.NATIONAL));
  }

  private static Parsed url(String text) {
    if (text.length() > LONGEST_URL) {
      return wrong(new DirectoryFault.UrlTooLong(LONGEST_URL));
    }
    try {
      URI uri = WebAddress.parse(text);
      return uri.getRawFragment() == null
          ? right(Kind.URL, uri.toString())
          : wrong(new DirectoryFault.UrlWithFragment());
    } catch (WebAddress.Uncallable e) {
      return wrong(new DirectoryFault.UrlInvalid(e));
    }
  }

  private static Parsed named(Kind kind, String text) {
    boolean one =
        !text.isEmpty()
            && text.length() <= LONGEST_NAME
            && text.codePoints().noneMatch(Addresses::separates)
            && !text.equalsIgnoreCase(EVERYBODY);
    return one ? right(kind, text) : wrong(new DirectoryFault.IdInvalid(kind.name(), LONGEST_NAME));
  }

  private static boolean separates(int c) {
    return Character.isISOControl(c)
        || Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || Character.getType(c) == Character.FORMAT
        || SEPARATORS.indexOf(c) >= 0;
  }

  private static Parsed right(Kind kind, String address) {
    return new Parsed.Right(new Destination(kind, address));
  }

  private static Parsed wrong(DirectoryFault reason) {
    return new Parsed.Wrong(new FieldError("", reason));
  }
}
