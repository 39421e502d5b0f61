package dev.herald.server.intake;

import dev.herald.channel.Channel;
import dev.herald.channel.Destination;
import dev.herald.server.directory.Addresses;
import dev.herald.server.directory.Recipient;
import dev.herald.server.directory.Tenant;
import dev.herald.server.node.ChannelPlan;
import dev.herald.server.node.Node;
import dev.herald.server.node.TemplateVersion;
import dev.herald.server.platform.FieldError;
import dev.herald.server.platform.FieldErrors;
import dev.herald.server.platform.Ids;
import dev.herald.server.platform.Vault;
import dev.herald.server.source.SourceFit;
import dev.herald.server.task.DataSize;
import dev.herald.server.task.Leg;
import dev.herald.server.task.MessageContext;
import dev.herald.server.task.NewMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Plans the messages of one submission, and gathers what is wrong with it. */
final class Planning {
  /** Of one message: longer texts belong into its template, or behind a link. */
  private static final DataSize LARGEST_DATA = new DataSize(65_536, 4_096);

  /** Of all messages of a submission; values that are in memory once for all do not count. */
  private static final DataSize MOST_DATA = new DataSize(16L << 20, 1 << 18);

  private final Frame frame;
  private final Routes routes;
  private final Vault vault;
  private final FieldErrors errors;

  /** What is the same for all messages of the submission. */
  record Frame(Order order, MessageRequest request, Node node, Tenant tenant, Schedule schedule) {}

  Planning(Frame frame, Routes routes, Vault vault, FieldErrors errors) {
    this.frame = frame;
    this.routes = routes;
    this.vault = vault;
    this.errors = errors;
  }

  /** One entry of {@code to} with what is known of the person. */
  private record Person(MessageRequest.To to, @Nullable Recipient recipient, String path) {}

  List<NewMessage> messages(Map<String, Recipient> known) {
    List<Channel> channels = channels();
    DataSize shared = DataSize.of(frame.request.data());
    if (shared.exceeds(LARGEST_DATA)) {
      tooLarge("data", shared);
      return List.of();
    }
    List<NewMessage> messages = new ArrayList<>();
    DataSize together = DataSize.NONE;
    boolean sharedChecked = false;
    for (int i = 0; i < frame.request.to().size(); i++) {
      MessageRequest.To to = frame.request.to().get(i);
      Person person =
          new Person(
              to, to.recipient() == null ? null : known.get(to.recipient()), "to[%d]".formatted(i));
      if (to.recipient() != null && person.recipient == null) {
        errors.add(
            person.path + ".recipient",
            "tenant '%s' has no recipient '%s'".formatted(frame.tenant.code(), to.recipient()),
            "the code of one of its recipients, or a raw address");
        continue;
      }
      boolean sharesAll = to.data().isEmpty();
      ObjectNode data = sharesAll ? frame.request.data() : own(to);
      DataSize size = sharesAll ? shared : DataSize.of(data);
      if (!sharesAll || !sharedChecked) {
        check(data, size, person);
        sharedChecked |= sharesAll;
      }
      List<NewMessage> ofPerson = messages(person, channels, data);
      DataSize added = sharesAll ? new DataSize(size.characters(), 0) : size;
      together = together.plus(added.times(ofPerson.size()));
      if (together.exceeds(MOST_DATA)) {
        errors.add(
            "to",
            "needs more than %,d characters or %,d values of variables"
                .formatted(MOST_DATA.characters(), MOST_DATA.values()),
            "fewer recipients in one request, or shorter variables");
        break;
      }
      if (errors.isEmpty()) {
        messages.addAll(ofPerson);
      }
    }
    return messages;
  }

  private ObjectNode own(MessageRequest.To to) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.setAll(frame.request.data());
    data.setAll(to.data());
    return data;
  }

  private List<Channel> channels() {
    List<Channel> planned = frame.node.plan().channels();
    if (frame.request.channels().isEmpty()) {
      return planned;
    }
    for (int i = 0; i < frame.request.channels().size(); i++) {
      Channel channel = frame.request.channels().get(i);
      if (!planned.contains(channel)) {
        errors.add(
            "channels[%d]".formatted(i),
            "node '%s' does not use channel '%s'".formatted(frame.node.code(), channel),
            "some of " + planned);
      }
    }
    return frame.request.channels();
  }

  private void check(ObjectNode data, DataSize size, Person person) {
    if (size.exceeds(LARGEST_DATA)) {
      tooLarge(person.path + ".data", size);
      return;
    }
    for (FieldError error : frame.node.schema().validate(data)) {
      String top = error.field().split("[.\\[]", 2)[0];
      boolean own = person.to.data().has(top);
      errors.add(error.within(own ? person.path + ".data" : "data"));
    }
  }

  private void tooLarge(String field, DataSize size) {
    errors.add(
        field,
        "is too large: %,d characters, %,d values".formatted(size.characters(), size.values()),
        "at most %,d characters and %,d values"
            .formatted(LARGEST_DATA.characters(), LARGEST_DATA.values()));
  }

  private List<NewMessage> messages(Person person, List<Channel> channels, ObjectNode data) {
    List<Leg> legs = new ArrayList<>();
    boolean refused = false;
    for (Channel channel : channels) {
      switch (leg(person, channel)) {
        case Way.Open(Leg leg) -> legs.add(leg);
        case Way.NoAddress _ -> {}
        case Way.Refused _ -> refused = true;
      }
    }
    if (legs.isEmpty()) {
      if (!refused) {
        errors.add(
            person.path,
            "has no address for any of " + channels,
            "an address for at least one of these channels");
      }
      return List.of();
    }
    return switch (frame.node.plan()) {
      case ChannelPlan.Every _ ->
          legs.stream().map(leg -> message(person, leg, List.of(), data)).toList();
      case ChannelPlan.Fallback _ ->
          List.of(message(person, legs.getFirst(), legs.subList(1, legs.size()), data));
    };
  }

  /** Whether there is a way to a person by a channel. */
  private sealed interface Way {
    record Open(Leg leg) implements Way {}

    /** The person has no address there. */
    record NoAddress() implements Way {}

    /** Something is wrong, and is among the errors. */
    record Refused() implements Way {}
  }

  private Way leg(Person person, Channel channel) {
    List<Destination.Kind> kinds = routes.destinationKinds(frame.tenant, channel);
    if (kinds.isEmpty()) {
      errors.add(
          "channels",
          "no source serves channel '%s' for tenant '%s'".formatted(channel, frame.tenant.code()),
          "a source of that channel, of the tenant or shared");
      return new Way.Refused();
    }
    Optional<TemplateVersion> template =
        routes.template(frame.node, frame.tenant, channel, locale(person));
    List<Destination.Kind> fitting =
        template.map(of -> routes.destinationKinds(frame.tenant, channel, of)).orElse(kinds);
    return switch (FittingAddress.of(fitting, kind -> destination(person, channel, kind))) {
      case FittingAddress.Found(Destination destination) ->
          withTemplate(person, channel, destination, template);
      case FittingAddress.Wrong(Destination.Kind kind, FieldError error) -> {
        errors.add(error.within(person.path + "." + addressField(person, channel, kind)));
        yield new Way.Refused();
      }
      case FittingAddress.Missing _ ->
          kinds.stream().allMatch(kind -> destination(person, channel, kind) == null)
              ? new Way.NoAddress()
              : unfit(channel, template);
    };
  }

  /** There is an address, but no source that takes what the template is to one like it. */
  private Way unfit(Channel channel, Optional<TemplateVersion> template) {
    errors.add(
        "node",
        "no source of channel '%s' takes the template's content (%s) to this kind of address"
            .formatted(channel, template.map(of -> SourceFit.word(of.body().content())).orElse("")),
        "content or an address that one of its sources takes: "
            + routes.words(frame.tenant, channel));
    return new Way.Refused();
  }

  private Way withTemplate(
      Person person, Channel channel, Destination destination, Optional<TemplateVersion> template) {
    if (template.isEmpty()) {
      errors.add(
          "node",
          "node '%s' has no published template for channel '%s', tenant '%s', locale '%s'"
              .formatted(
                  frame.node.code(), channel, frame.tenant.code(), locale(person).toLanguageTag()),
          "a published template for them, or for every tenant, or in a locale to fall back to");
      return new Way.Refused();
    }
    return new Way.Open(new Leg(channel, destination, template.get().id()));
  }

  private Addresses.@Nullable Parsed destination(
      Person person, Channel channel, Destination.Kind kind) {
    if (kind == Destination.Kind.NONE) {
      return new Addresses.Parsed.Right(Destination.NONE);
    }
    String raw = person.to.addresses().get(addressField(person, channel, kind));
    if (raw == null && person.recipient != null) {
      raw = address(person.recipient, channel, kind);
    }
    return raw == null ? null : Addresses.parse(kind, raw, frame.tenant.locale());
  }

  /** The one of the channel, or else the common one of its kind. */
  static @Nullable String address(Recipient recipient, Channel channel, Destination.Kind kind) {
    String own = recipient.addresses().get(channel);
    return own != null ? own : recipient.addresses().get(commonChannel(kind));
  }

  /** An address by the channel's own name comes before the common one of its kind. */
  private static String addressField(Person person, Channel channel, Destination.Kind kind) {
    if (person.to.addresses().containsKey(channel.name())) {
      return channel.name();
    }
    return switch (kind) {
      case EMAIL -> "email";
      case PHONE -> "phone";
      case URL -> "url";
      case USER, DEVICE, CHAT, FEED, NONE -> channel.name();
    };
  }

  private static Channel commonChannel(Destination.Kind kind) {
    return switch (kind) {
      case EMAIL -> Channel.EMAIL;
      case PHONE -> Channel.SMS;
      case URL -> Channel.WEBHOOK;
      case USER, DEVICE, CHAT, FEED, NONE -> new Channel("none");
    };
  }

  private Locale locale(Person person) {
    if (person.to.locale() != null) {
      return person.to.locale();
    }
    return person.recipient != null && person.recipient.locale() != null
        ? person.recipient.locale()
        : frame.tenant.locale();
  }

  private NewMessage message(Person person, Leg leg, List<Leg> fallback, ObjectNode data) {
    return new NewMessage(
        Ids.next(),
        frame.order.requestId(),
        new NewMessage.Ownership(
            frame.order.application().id(),
            frame.node.id(),
            frame.tenant.id(),
            person.recipient == null ? null : person.recipient.id()),
        frame.node.lane(),
        frame.order.requestedBy(),
        frame.schedule.dueAt(),
        frame.schedule.expiresAt(),
        dedup(person, leg, data),
        null,
        new MessageContext(
            leg,
            fallback,
            data,
            locale(person),
            frame.tenant.zone(),
            person.to.recipient(),
            frame.node.schema().searchable(data)));
  }

  private NewMessage.@Nullable Dedup dedup(Person person, Leg leg, ObjectNode data) {
    if (frame.node.dedupWindow().isZero()) {
      return null;
    }
    String content =
        String.join(
            "\n",
            frame.node.id().toString(),
            frame.tenant.id().toString(),
            leg.channel().name(),
            leg.templateVersionId().toString(),
            leg.destination().kind() == Destination.Kind.NONE && person.to.recipient() != null
                ? person.to.recipient()
                : leg.destination().address(),
            CanonicalJson.of(data));
    return new NewMessage.Dedup(vault.blindIndex("dedup", content), frame.node.dedupWindow());
  }
}
