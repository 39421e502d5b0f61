package dev.herald.server.intake.plan;

import dev.herald.server.directory.Recipient;
import java.time.ZoneId;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code to} with what is known of the person.
 *
 * @param path of the entry
 */
record Person(MessageRequest.To to, @Nullable Recipient recipient, String path) {
  /** What tells one person of a submission from another. */
  String identity() {
    String code = to.recipient();
    return code != null ? code : String.join(" ", new TreeSet<>(to.addresses().values()));
  }

  /** Where it is: what its times are shown in, and what a time of day is meant in. */
  ZoneId zone(ZoneId tenantZone) {
    return recipient != null && recipient.zone() != null ? recipient.zone() : tenantZone;
  }

  Locale locale(Locale tenantLocale) {
    if (to.locale() != null) {
      return to.locale();
    }
    return recipient != null && recipient.locale() != null ? recipient.locale() : tenantLocale;
  }
}
