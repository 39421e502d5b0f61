package dev.herald.server.intake;

import dev.herald.channel.Destination;
import dev.herald.server.access.Caller;
import dev.herald.server.access.KeyGrant;
import dev.herald.server.access.KeyMode;
import dev.herald.server.directory.Addresses;
import dev.herald.server.task.SendLimit;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a key's mode means for the messages that are submitted with it. */
final class SendLimits {
  private static final List<Destination.Kind> WITH_FORMS =
      List.of(Destination.Kind.EMAIL, Destination.Kind.PHONE, Destination.Kind.URL);

  private SendLimits() {}

  /**
   * @param locale of the tenant, whose country a phone number without one belongs to
   * @return null: the message may reach everybody
   */
  static @Nullable SendLimit of(Caller caller, Locale locale) {
    return caller instanceof Caller.OfApplication(_, KeyGrant grant) ? of(grant, locale) : null;
  }

  private static @Nullable SendLimit of(KeyGrant grant, Locale locale) {
    return switch (grant.mode()) {
      case LIVE -> null;
      case TEST -> SendLimit.STAND_INS;
      case GUESTS -> SendLimit.to(common(grant.guests(), locale));
    };
  }

  /** Which messages alone a caller sees by its mode; null: all. */
  static SendLimit.@Nullable Kind seenBy(Caller caller) {
    return switch (mode(caller)) {
      case LIVE -> null;
      case TEST -> SendLimit.Kind.STAND_INS;
      case GUESTS -> SendLimit.Kind.GUESTS;
    };
  }

  static KeyMode mode(Caller caller) {
    return switch (caller) {
      case Caller.OfApplication(_, KeyGrant grant) -> grant.mode();
      case Caller.Staff _ -> KeyMode.LIVE;
    };
  }

  static KeyMode mode(@Nullable SendLimit limit) {
    return switch (limit == null ? null : limit.kind()) {
      case null -> KeyMode.LIVE;
      case STAND_INS -> KeyMode.TEST;
      case GUESTS -> KeyMode.GUESTS;
    };
  }

  /** As it is, and as each kind of address that it can be. */
  private static List<String> common(Collection<String> guests, Locale locale) {
    Set<String> forms = new HashSet<>(guests);
    for (String guest : guests) {
      for (Destination.Kind kind : WITH_FORMS) {
        if (Addresses.parse(kind, guest, locale)
            instanceof Addresses.Parsed.Right(Destination right)) {
          forms.add(Addresses.common(right));
        }
      }
    }
    return List.copyOf(forms);
  }
}
