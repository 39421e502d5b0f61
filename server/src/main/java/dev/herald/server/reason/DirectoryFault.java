package dev.herald.server.reason;

import dev.herald.channel.Reason;
import dev.herald.channel.network.WebAddress;
import org.jspecify.annotations.Nullable;

/** What is wrong with an address, a recipient or a tenant. */
public sealed interface DirectoryFault extends Reason {

  record AddressTooLong(int most) implements DirectoryFault {}

  record AddressUnwanted() implements DirectoryFault {}

  record EmailInvalid() implements DirectoryFault {}

  record PhoneNotAlone(String example, @Nullable String national) implements DirectoryFault {}

  record PhoneUnused(String example, @Nullable String national) implements DirectoryFault {}

  record PhoneWithoutCountry(String example) implements DirectoryFault {}

  record PhoneInvalid(String example, @Nullable String national) implements DirectoryFault {}

  record UrlTooLong(int most) implements DirectoryFault {}

  record UrlWithFragment() implements DirectoryFault {}

  /**
   * A URL that can't be called.
   *
   * @param text a {@link WebAddress.Fault}; where it was stored before, an English phrase
   */
  record UrlInvalid(String text) implements DirectoryFault {
    public UrlInvalid(WebAddress.Uncallable url) {
      this(url.fault().name());
    }
  }

  record UrlPrivate(String host) implements DirectoryFault {}

  record ChannelWithoutDevices() implements DirectoryFault {}

  record IdInvalid(String kind, int most) implements DirectoryFault {}

  record FeedInvalid() implements DirectoryFault {}

  record RecipientCodeInvalid() implements DirectoryFault {}

  record AttributeNameInvalid() implements DirectoryFault {}

  record AddressTwice() implements DirectoryFault {}

  record AddressMasked() implements DirectoryFault {}

  record LanguageMissing() implements DirectoryFault {}

  record LanguageUnknown(String value) implements DirectoryFault {}

  record LanguageInvalid(String value, @Nullable String nearest) implements DirectoryFault {}

  record ZoneMissing() implements DirectoryFault {}

  record ZoneUnknown(String value) implements DirectoryFault {}

  record ClockTimeInvalid(String value) implements DirectoryFault {}

  record QuietHoursEmpty() implements DirectoryFault {}

  record ColorInvalid(String value) implements DirectoryFault {}

  record ImportStopped(Reason why) implements DirectoryFault {}
}
