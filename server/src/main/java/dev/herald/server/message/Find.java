package dev.herald.server.message;

import dev.herald.channel.Destination;
import dev.herald.server.authorization.Caller;
import dev.herald.server.directory.Addresses;
import dev.herald.server.directory.Recipient;
import dev.herald.server.directory.Recipients;
import dev.herald.server.directory.Tenants;
import dev.herald.server.platform.Ids;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.SubmissionFault;
import dev.herald.server.schema.VariableSchema;
import dev.herald.server.search.MessageFilter;
import dev.herald.server.search.MessageRecord;
import dev.herald.server.search.Messages;
import dev.herald.server.task.CallerMarks;
import dev.herald.server.task.store.ProviderIds;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds messages by whatever somebody has in hand, and says what it took that for. */
@Component
public class Find {
  private static final int MOST = 100;
  private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
  private static final int LONGEST = 500;

  /** One id is one message's, unless a provider names what it took together. */
  private static final int MOST_OF_PROVIDER = 20;

  private final Messages messages;
  private final ProviderIds providerIds;
  private final Recipients recipients;
  private final Tenants tenants;
  private final MessageViews views;
  private final MessageReach reach;
  private final Clock clock;

  Find(
      Messages messages,
      ProviderIds providerIds,
      Recipients recipients,
      Tenants tenants,
      MessageViews views,
      MessageReach reach,
      Clock clock) {
    this.clock = clock;
    this.messages = messages;
    this.providerIds = providerIds;
    this.recipients = recipients;
    this.tenants = tenants;
    this.views = views;
    this.reach = reach;
  }

  /** What a text can be. */
  enum As {
    phone,
    email,
    address,
    recipient,
    message,
    request,
    provider,
    variable,
    reference,
    time
  }

  /**
   * One reading of the text.
   *
   * @param value as it was understood, addresses masked
   */
  record Understood(As as, String value) {}

  /**
   * @param messages newest first
   * @param more whether there are older ones
   */
  record Findings(List<Understood> understood, List<MessageView> messages, boolean more) {}

  /**
   * @param certain whether it is worth telling without any message: it says nothing that the caller
   *     may not know
   */
  private record Reading(Understood understood, List<MessageRecord> found, boolean certain) {
    boolean tells() {
      return certain || !found.isEmpty();
    }

    Reading within(MessageFilter.Span span) {
      return span.from() == null
          ? this
          : new Reading(
              understood, found.stream().filter(each -> isWithin(each, span)).toList(), certain);
    }

    private static boolean isWithin(MessageRecord found, MessageFilter.Span span) {
      Instant at = Ids.madeAt(found.message().id());
      return (span.from() == null || !at.isBefore(span.from()))
          && (span.to() == null || at.isBefore(span.to()));
    }
  }

  /** The messages that it finds, newest first. */
  public List<UUID> found(Caller caller, String text) {
    return find(caller, text, null).messages().stream().map(MessageView::id).toList();
  }

  /**
   * @param zone of the times in the text; null: that of the caller's only tenant, or else UTC
   */
  Findings find(Caller caller, String text, @Nullable ZoneId zone) {
    String sought = text.strip();
    if (sought.isEmpty() || sought.length() > LONGEST) {
      throw new RequestProblem.Invalid("q", new SubmissionFault.SearchInvalid());
    }
    ZoneId at = zone == null ? reach.zone(caller) : zone;
    return SpokenTime.in(text, clock.instant(), at)
        .map(time -> inTime(caller, time, at))
        .orElseGet(() -> findings(readings(caller, text, MessageFilter.Span.EVER)));
  }

  /** What is left of the text, among what was accepted then; when nothing is left, all of that. */
  private Findings inTime(Caller caller, SpokenTime time, ZoneId zone) {
    MessageFilter.Span span = new MessageFilter.Span(time.from(), time.to(), null);
    Understood understood = new Understood(As.time, words(time, zone));
    List<Reading> readings = new ArrayList<>();
    if (time.rest().isEmpty()) {
      readings.add(sought(caller, understood, MessageFilter.Sought.NOTHING, span, true));
    } else {
      readings.add(new Reading(understood, List.of(), true));
      readings.addAll(readings(caller, time.rest(), span));
    }
    return findings(readings);
  }

  private static String words(SpokenTime time, ZoneId zone) {
    return "%s – %s %s"
        .formatted(
            MINUTES.format(time.from().atZone(zone)), MINUTES.format(time.to().atZone(zone)), zone);
  }

  private List<Reading> readings(Caller caller, String text, MessageFilter.Span span) {
    String sought = text.strip();
    List<Reading> readings = new ArrayList<>(ids(caller, sought));
    List<Destination> addresses = addresses(caller, text);
    addresses.forEach(address -> readings.add(address(caller, address, sought, span)));
    readings.addAll(people(caller, sought, addresses, span));
    readings.add(ofProvider(caller, sought));
    readings.add(
        sought(
            caller,
            new Understood(As.variable, sought),
            new MessageFilter.Sought(Set.of(), Set.of(), VariableSchema.sought(sought)),
            span,
            false));
    readings.add(
        sought(
            caller,
            new Understood(As.reference, sought),
            MessageFilter.Sought.reference(CallerMarks.normal(sought)),
            span,
            false));
    return readings.stream().map(reading -> reading.within(span)).filter(Reading::tells).toList();
  }

  private Findings findings(List<Reading> readings) {
    TreeMap<String, MessageRecord> found = new TreeMap<>(Comparator.reverseOrder());
    for (Reading reading : readings) {
      for (MessageRecord message : reading.found) {
        found.put(message.message().id().toString(), message);
      }
    }
    return new Findings(
        readings.stream().map(Reading::understood).distinct().toList(),
        found.values().stream().limit(MOST).map(views::inList).toList(),
        found.size() > MOST);
  }

  private List<Reading> ids(Caller caller, String text) {
    UUID id;
    try {
      id = UUID.fromString(text);
    } catch (IllegalArgumentException _) {
      return List.of();
    }
    return List.of(
        new Reading(
            new Understood(As.message, text),
            seen(caller, messages.find(id).stream().toList()),
            false),
        new Reading(
            new Understood(As.request, text),
            seen(caller, messages.ofRequest(id, MOST + 1)),
            false));
  }

  private Reading ofProvider(Caller caller, String text) {
    return new Reading(
        new Understood(As.provider, text),
        seen(
            caller,
            providerIds.messages(text, Instant.EPOCH, MOST_OF_PROVIDER).stream()
                .flatMap(id -> messages.find(id).stream())
                .toList()),
        false);
  }

  private List<MessageRecord> seen(Caller caller, List<MessageRecord> found) {
    return found.stream().filter(message -> reach.covers(caller, message.message())).toList();
  }

  /** As each kind of address that the text can be, in any country that a tenant is of. */
  private List<Destination> addresses(Caller caller, String text) {
    Set<Destination> possible = new HashSet<>();
    for (Destination.Kind kind : List.of(Destination.Kind.EMAIL, Destination.Kind.PHONE)) {
      for (Locale locale : reach.locales(caller)) {
        for (String reading : PlainPlus.readings(text)) {
          if (Addresses.parse(kind, reading, locale) instanceof Addresses.Parsed.Right(var right)) {
            possible.add(right);
          }
        }
      }
    }
    if (possible.isEmpty()) {
      possible.add(new Destination(Destination.Kind.USER, text.strip()));
    }
    return List.copyOf(possible);
  }

  private Reading address(
      Caller caller, Destination address, String text, MessageFilter.Span span) {
    As as =
        switch (address.kind()) {
          case PHONE -> As.phone;
          case EMAIL -> As.email;
          case USER, DEVICE, CHAT, URL, FEED, NONE -> As.address;
        };
    return sought(
        caller,
        new Understood(as, address.masked()),
        new MessageFilter.Sought(Set.of(), address.sought(), Set.of()),
        span,
        as != As.address && isCertain(caller, address, text));
  }

  /** In which countries there are tenants is told to nobody whose messages don't tell it. */
  private static boolean isCertain(Caller caller, Destination address, String text) {
    return switch (caller) {
      case Caller.OfApplication _ ->
          Addresses.parse(address.kind(), text, Locale.ROOT)
              .equals(new Addresses.Parsed.Right(address));
      case Caller.OfRecipient _ -> false;
      case Caller.Staff _ -> true;
    };
  }

  private List<Reading> people(
      Caller caller, String text, List<Destination> addresses, MessageFilter.Span span) {
    Set<UUID> tenantIds = reach.of(caller).tenantIds();
    return switch (caller) {
      case Caller.OfApplication _ ->
          peopleOfMessages(caller, recipients.withCode(text, tenantIds), span);
      case Caller.OfRecipient _ -> List.of();
      case Caller.Staff _ -> {
        List<Recipient> people = new ArrayList<>(recipients.withCode(text, tenantIds));
        people.addAll(recipients.having(addresses, tenantIds));
        people.addAll(recipients.named(text, tenantIds));
        yield people.stream().distinct().map(person -> person(caller, person, span)).toList();
      }
    };
  }

  /**
   * An application knows of people what its own messages say: that they went to somebody with this
   * code. Who else has it, and who has an address, is not for it to know.
   */
  private List<Reading> peopleOfMessages(
      Caller caller, List<Recipient> people, MessageFilter.Span span) {
    if (people.isEmpty()) {
      return List.of();
    }
    Set<UUID> ids = people.stream().map(Recipient::id).collect(Collectors.toSet());
    return sought(caller, new MessageFilter.Sought(ids, Set.of(), Set.of()), span).stream()
        .map(message -> new Reading(recipientOf(message), List.of(message), false))
        .toList();
  }

  private Understood recipientOf(MessageRecord message) {
    return new Understood(
        As.recipient,
        tenants.get(message.message().ownership().tenantId()).code()
            + "/"
            + message.message().context().recipient());
  }

  private Reading person(Caller caller, Recipient person, MessageFilter.Span span) {
    String value = tenants.get(person.tenantId()).code() + "/" + person.code();
    return sought(
        caller,
        new Understood(As.recipient, value),
        new MessageFilter.Sought(Set.of(person.id()), Set.of(), Set.of()),
        span,
        true);
  }

  private Reading sought(
      Caller caller,
      Understood understood,
      MessageFilter.Sought sought,
      MessageFilter.Span span,
      boolean certain) {
    return new Reading(understood, sought(caller, sought, span), certain);
  }

  private List<MessageRecord> sought(
      Caller caller, MessageFilter.Sought sought, MessageFilter.Span span) {
    MessageFilter filter = new MessageFilter(reach.of(caller), sought, null, null, Set.of(), span);
    return messages.list(filter, MOST + 1).messages();
  }
}
