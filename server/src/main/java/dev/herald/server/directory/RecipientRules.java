package dev.herald.server.directory;

import dev.herald.channel.Channel;
import dev.herald.channel.Destination.Kind;
import dev.herald.channel.Reason;
import dev.herald.server.platform.Ids;
import dev.herald.server.platform.Spelling;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.reason.DirectoryFault;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.Thing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What makes a specification a recipient of its tenant. */
@Component
final class RecipientRules {
  private static final Pattern CODE = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@+-]{0,99}");
  private static final Pattern ATTRIBUTE = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_ .-]{0,59}");
  private static final int MOST_ATTRIBUTES = 50;
  private static final int LONGEST_ATTRIBUTE = 500;
  private static final String PHONE = "phone";

  private final ChannelNames channels;

  RecipientRules(ChannelNames channels) {
    this.channels = channels;
  }

  /** The recipient, with a new id; to be used only when {@code errors} stays empty. */
  Recipient check(Tenant tenant, String written, RecipientSpec spec, FieldErrors errors) {
    String code = RecipientCode.normal(written);
    if (!CODE.matcher(code).matches()) {
      errors.add("code", new DirectoryFault.RecipientCodeInvalid());
    }
    return new Recipient(
        Ids.next(),
        tenant.id(),
        code,
        errors.text("name", spec.name(), 100),
        Locales.parseOptional("locale", spec.locale(), errors),
        Zones.parseOptional("zone", spec.zone(), errors),
        addresses(tenant.locale(), spec.addresses(), errors),
        new Recipient.Traits(attributes(spec.attributes(), errors), order(spec.channels(), errors)),
        Map.of());
  }

  private static @Nullable Map<String, String> attributes(
      @Nullable Map<String, String> written, FieldErrors errors) {
    if (written == null) {
      return null;
    }
    if (written.size() > MOST_ATTRIBUTES) {
      errors.add("attributes", new FieldFault.ItemsOutOfRange(0, MOST_ATTRIBUTES));
    }
    Map<String, String> attributes = new TreeMap<>();
    written.forEach((name, value) -> {
      String field = "attributes." + name;
      String text = errors.optionalText(field, value, LONGEST_ATTRIBUTE);
      if (!ATTRIBUTE.matcher(name).matches()) {
        errors.add(field, new DirectoryFault.AttributeNameInvalid());
      }
      if (text != null) {
        attributes.put(name, text);
      }
    });
    return attributes;
  }

  private @Nullable List<Channel> order(@Nullable List<String> written, FieldErrors errors) {
    if (written == null) {
      return null;
    }
    List<Channel> order = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      String field = "channels[%d]".formatted(i);
      String name = written.get(i);
      Channel channel = name == null ? null : channel(name);
      if (channel == null) {
        errors.add(field, suggestion(String.valueOf(name)));
      } else if (order.contains(channel)) {
        errors.add(field, new FieldFault.ItemTwice());
      } else {
        order.add(channel);
      }
    }
    return order;
  }

  private Map<Channel, String> addresses(
      Locale tenantLocale, @Nullable Map<String, String> written, FieldErrors errors) {
    Map<Channel, String> addresses = new LinkedHashMap<>();
    if (written != null) {
      written.forEach((name, address) -> {
        if (address != null) {
          add(addresses, name, address, tenantLocale, errors);
        }
      });
    }
    return addresses;
  }

  private void add(
      Map<Channel, String> addresses,
      String name,
      String raw,
      Locale tenantLocale,
      FieldErrors errors) {
    String field = "addresses." + name;
    Channel channel = channel(name);
    if (channel == null) {
      errors.add(field, suggestion(name));
      return;
    }
    Kind kind = Addresses.kindOf(channel);
    switch (Addresses.parse(kind, raw, tenantLocale)) {
      case Addresses.Parsed.Right right -> {
        if (addresses.put(channel, right.destination().address()) != null) {
          errors.add(field, new DirectoryFault.AddressTwice());
        }
      }
      case Addresses.Parsed.Wrong wrong -> errors.add(wrong.error().within(field));
    }
  }

  private @Nullable Channel channel(String name) {
    if (name.equals(PHONE)) {
      return Channel.SMS;
    }
    boolean known = ChannelNames.USUAL.contains(name) || channels.known().contains(name);
    return known ? new Channel(name) : null;
  }

  private Reason suggestion(String name) {
    Set<String> known = new TreeSet<>(channels.known());
    known.add(PHONE);
    return Spelling.unknown(Thing.CHANNEL, name, known);
  }
}
