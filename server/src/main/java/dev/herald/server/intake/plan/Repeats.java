package dev.herald.server.intake.plan;

import dev.herald.channel.Channel;
import dev.herald.channel.Destination;
import dev.herald.server.directory.Addresses;
import dev.herald.server.directory.Recipient;
import dev.herald.server.node.ChannelPlan;
import dev.herald.server.platform.vault.Vault;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.Route;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who is told what in one submission, so that nobody is told the same twice by one channel.
 *
 * <p>A person is the address on the channel. Where the source alone says where a message goes, it
 * is the recipient's code, or an address that is given, also when one entry has the code and
 * another the address. The same is said with equal variables and files, in the language that the
 * second entry asks for, if it asks for one.
 */
final class Repeats {
  private final boolean several;
  private final Locale tenantLocale;
  private final Vault vault;
  private final Map<String, Told> told = new HashMap<>();
  private @Nullable ObjectNode lastData;
  private @Nullable UUID lastIndex;

  Repeats(int people, Locale tenantLocale, Vault vault) {
    this.vault = vault;
    this.several = people > 1;
    this.tenantLocale = tenantLocale;
  }

  /** Equal for equal variables. A locale, if the language is part of what is compared. */
  private record Said(UUID data, @Nullable Locale locale, String files) {}

  /** A message, and what is like the files that go with it. */
  private record Of(NewMessage message, String files) {}

  /** What one person is told by one channel. Compared only once the person comes again. */
  private final class Told {
    private final List<Of> messages = new ArrayList<>();
    private final Map<Said, UUID> bySaid = new HashMap<>();

    void add(Of told) {
      messages.add(told);
    }

    @Nullable UUID saying(ObjectNode data, @Nullable Locale asked, String files) {
      messages.forEach(told -> {
        NewMessage message = told.message;
        UUID said = index(message.context().data());
        bySaid.putIfAbsent(new Said(said, null, told.files), message.id());
        bySaid.putIfAbsent(new Said(said, message.context().locale(), told.files), message.id());
      });
      messages.clear();
      return bySaid.get(new Said(index(data), asked, files));
    }
  }

  /** The message of an entry before that says the same to the same person; null: there is none. */
  @Nullable UUID before(Person person, Route route, ObjectNode data, Enclosure enclosure) {
    if (!several) {
      return null;
    }
    for (String name : names(person, route, true)) {
      Told those = told.get(name);
      UUID same =
          those == null ? null : those.saying(data, person.to().locale(), enclosure.likeness());
      if (same != null) {
        return same;
      }
    }
    return null;
  }

  void add(Person person, NewMessage message, Enclosure enclosure) {
    if (several) {
      for (String name : names(person, message.context().route(), false)) {
        told.computeIfAbsent(name, _ -> new Told()).add(new Of(message, enclosure.likeness()));
      }
    }
  }

  /** Texts of variables would take much memory. */
  private UUID index(ObjectNode data) {
    if (data != lastData || lastIndex == null) {
      lastData = data;
      lastIndex = vault.blindIndex("repeat", CanonicalJson.of(data));
    }
    return lastIndex;
  }

  /**
   * What the person goes by.
   *
   * @param sought whom to look for, and not what to be found by: of two who have a recipient's code
   *     each, an address that they share does not make one person
   */
  private List<String> names(Person person, Route route, boolean sought) {
    String channel = route.channel().name();
    if (route.channel().equals(ChannelPlan.FEED)) {
      return List.of(channel + " " + route.destination().common() + " " + person.identity());
    }
    if (route.destination().kind() != Destination.Kind.NONE) {
      return List.of(channel + " " + route.destination().common());
    }
    List<String> names = new ArrayList<>();
    Recipient recipient = person.recipient();
    if (recipient == null) {
      for (String address : addresses(person)) {
        names.add(channel + " given " + address);
        if (sought) {
          names.add(channel + " known " + address);
        }
      }
      return names;
    }
    names.add(channel + " code " + recipient.code());
    for (String address : addresses(person)) {
      names.add(channel + (sought ? " given " : " known ") + address);
    }
    return names;
  }

  /** Given or known, in their normal form. */
  private List<String> addresses(Person person) {
    List<String> addresses = new ArrayList<>();
    person.to().addresses().forEach((field, raw) -> addresses.add(normal(kindOf(field), raw)));
    Recipient recipient = person.recipient();
    if (recipient != null) {
      recipient
          .addresses()
          .forEach((channel, raw) -> addresses.add(normal(Addresses.kindOf(channel), raw)));
    }
    return addresses;
  }

  private String normal(Destination.Kind kind, String raw) {
    return switch (Addresses.parse(kind, raw, tenantLocale)) {
      case Addresses.Parsed.Right(Destination right) -> kind + " " + right.common();
      case Addresses.Parsed.Wrong _ -> kind + " " + raw;
    };
  }

  private static Destination.Kind kindOf(String field) {
    return switch (field) {
      case "phone" -> Destination.Kind.PHONE;
      case "url" -> Destination.Kind.URL;
      default -> Addresses.kindOf(new Channel(field));
    };
  }
}
