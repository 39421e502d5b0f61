package dev.herald.server.directory;

import dev.herald.channel.Channel;
import dev.herald.channel.Destination.Kind;
import dev.herald.server.platform.FieldErrors;
import dev.herald.server.platform.Ids;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What makes a specification a recipient of its tenant. */
final class RecipientRules {
  private static final Pattern CODE = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@+-]{0,99}");
  private static final String PHONE = "phone";

  private RecipientRules() {}

  /** The recipient, with a new id; to be used only when {@code errors} stays empty. */
  static Recipient check(Tenant tenant, String code, RecipientSpec spec, FieldErrors errors) {
    if (!CODE.matcher(code).matches()) {
      errors.add(
          "code",
          "is no code of a recipient",
          "1 to 100 letters, digits or . _ @ + -, like an employee number");
    }
    return new Recipient(
        Ids.next(),
        tenant.id(),
        code,
        errors.text("name", spec.name(), 100),
        Locales.parseOptional("locale", spec.locale(), errors),
        addresses(tenant.locale(), spec.addresses(), errors));
  }

  private static Map<Channel, String> addresses(
      Locale tenantLocale, @Nullable Map<String, String> written, FieldErrors errors) {
    Map<Channel, String> addresses = new LinkedHashMap<>();
    if (written != null) {
      written.forEach((name, address) -> add(addresses, name, address, tenantLocale, errors));
    }
    return addresses;
  }

  private static void add(
      Map<Channel, String> addresses,
      String name,
      @Nullable String raw,
      Locale tenantLocale,
      FieldErrors errors) {
    String field = "addresses." + name;
    Channel channel = channel(name);
    if (channel == null) {
      errors.add(field, "is no channel", "a channel like 'email', 'sms' or 'dingtalk'");
      return;
    }
    Kind kind = Addresses.kindOf(channel);
    switch (Addresses.parse(kind, raw == null ? "" : raw, tenantLocale)) {
      case Addresses.Parsed.Right right -> {
        if (addresses.put(channel, right.destination().address()) != null) {
          errors.add(field, "is there twice", "either 'phone' or 'sms'");
        }
      }
      case Addresses.Parsed.Wrong wrong -> errors.add(wrong.error().within(field));
    }
  }

  private static @Nullable Channel channel(String name) {
    try {
      return name.equals(PHONE) ? Channel.SMS : new Channel(name);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}
