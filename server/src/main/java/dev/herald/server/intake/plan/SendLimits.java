package dev.herald.server.intake.plan;

import dev.herald.channel.Destination;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.KeyGrant;
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

  /** As it is, and as each kind of address that it can be. */
  private static List<String> common(Collection<String> guests, Locale locale) {
    Set<String> forms = new HashSet<>(guests);
    for (String guest : guests) {
      for (Destination.Kind kind : WITH_FORMS) {
        if (Addresses.parse(kind, guest, locale)
            instanceof Addresses.Parsed.Right(Destination right)) {
          forms.add(right.common());
        }
      }
    }
    return List.copyOf(forms);
  }
}
