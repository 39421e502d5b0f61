package dev.herald.server.intake.plan;

import dev.herald.channel.Channel;
import dev.herald.channel.Destination;
import dev.herald.server.directory.Addresses;
import dev.herald.server.directory.Recipient;
import dev.herald.server.node.ChannelPlan;
import dev.herald.server.platform.problem.FieldError;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.reason.SubmissionFault;
import dev.herald.server.source.SourceFit;
import dev.herald.server.task.Route;
import dev.herald.server.template.TemplateVersion;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How the people of one submission can be reached, and what is wrong with their addresses. */
public final class Ways {
  private static final Channel INBOX = new Channel("inbox");

  private final Planning.Frame frame;
  private final ChannelRequirements routes;
  private final FieldErrors errors;

  /** The address fields of the person at hand that a channel has looked at. */
  private final Set<String> used = new HashSet<>();

  Ways(Planning.Frame frame, ChannelRequirements routes, FieldErrors errors) {
    this.frame = frame;
    this.routes = routes;
    this.errors = errors;
  }

  /** Whether there is a way to a person by a channel. */
  sealed interface Way {
    /**
     * @param others where a message of its own goes, too: the person's other devices
     */
    record Open(Route route, List<Route> others) implements Way {}

    /** The person has no address there. */
    record NoAddress() implements Way {}

    /** Something is wrong, and is among the errors. */
    record Refused() implements Way {}
  }

  Way by(Person person, ChannelPlan.Step step) {
    Channel channel = step.channel();
    List<Destination.Kind> kinds = routes.destinationKinds(frame.tenant(), channel);
    if (kinds.isEmpty()) {
      errors.add("channels", routes.without(frame.tenant(), channel));
      return new Way.Refused();
    }
    Optional<TemplateVersion> template =
        routes.template(
            frame.node(), frame.tenant(), channel, person.locale(frame.tenant().locale()));
    List<Destination.Kind> fitting =
        template.map(of -> routes.destinationKinds(frame.tenant(), channel, of)).orElse(kinds);
    return switch (FittingAddress.of(fitting, kind -> destination(person, step, kind))) {
      case FittingAddress.Found(Destination destination) ->
          withTemplate(person, channel, destination, template);
      case FittingAddress.Wrong(Destination.Kind kind, FieldError error) -> {
        errors.add(error.within(person.path() + "." + addressField(person, channel, kind)));
        yield new Way.Refused();
      }
      case FittingAddress.Missing _ ->
          kinds.stream().allMatch(kind -> destination(person, step, kind) == null)
              ? new Way.NoAddress()
              : unfit(channel, template);
    };
  }

  /** There is an address, but no source that takes what the template is to one like it. */
  private Way unfit(Channel channel, Optional<TemplateVersion> template) {
    errors.add(
        "node",
        new SubmissionFault.ContentUntaken(
            channel.name(),
            template.map(of -> SourceFit.word(of.body().content())).orElse(""),
            routes.words(frame.tenant(), channel)));
    return new Way.Refused();
  }

  private Way withTemplate(
      Person person, Channel channel, Destination destination, Optional<TemplateVersion> template) {
    if (template.isEmpty()) {
      errors.add(
          "node",
          new SubmissionFault.TemplateMissing(
              frame.node().code(),
              channel.name(),
              frame.tenant().code(),
              person.locale(frame.tenant().locale()).toLanguageTag()));
      return new Way.Refused();
    }
    UUID version = template.get().id();
    return new Way.Open(
        new Route(channel, destination, version),
        otherDevices(person, channel, destination).stream()
            .map(device -> new Route(channel, device, version))
            .toList());
  }

  /** Of a person that is written to by its code alone. */
  private static List<Destination> otherDevices(
      Person person, Channel channel, Destination destination) {
    Recipient recipient = person.recipient();
    if (recipient == null
        || destination.kind() != Destination.Kind.DEVICE
        || person.to().addresses().containsKey(channel.name())) {
      return List.of();
    }
    return recipient.devicesOn(channel).stream()
        .map(token -> new Destination(Destination.Kind.DEVICE, token))
        .filter(device -> !device.equals(destination))
        .toList();
  }

  private Addresses.@Nullable Parsed destination(
      Person person, ChannelPlan.Step step, Destination.Kind kind) {
    if (kind == Destination.Kind.NONE) {
      return new Addresses.Parsed.Right(Destination.NONE);
    }
    if (step.feed() != null && kind == Destination.Kind.FEED) {
      return new Addresses.Parsed.Right(new Destination(kind, step.feed()));
    }
    Channel channel = step.channel();
    String field = addressField(person, channel, kind);
    String raw = person.to().addresses().get(field);
    if (raw != null) {
      used.add(field);
    } else if (person.recipient() != null) {
      raw = address(person.recipient(), channel, kind);
    }
    return raw == null ? null : Addresses.parse(kind, raw, frame.tenant().locale());
  }

  /** An address that no channel of the message looked at is held to the same rules. */
  void checkUnused(Person person) {
    if (used.size() < person.to().addresses().size()) {
      person
          .to()
          .addresses()
          .forEach((field, raw) -> {
            if (!used.contains(field)) {
              checkUnused(person, field, raw);
            }
          });
    }
    used.clear();
  }

  private void checkUnused(Person person, String field, String raw) {
    Destination.Kind kind = kind(field);
    if (kind != null
        && Addresses.parse(kind, raw, frame.tenant().locale())
            instanceof Addresses.Parsed.Wrong(FieldError error)) {
      errors.add(error.within(person.path() + "." + field));
    }
  }

  /** Null: no source says what an address there is. */
  private Destination.@Nullable Kind kind(String field) {
    return switch (field) {
      case "email" -> Destination.Kind.EMAIL;
      case "phone" -> Destination.Kind.PHONE;
      case "url" -> Destination.Kind.URL;
      default ->
          routes.destinationKinds(frame.tenant(), new Channel(field)).stream()
              .filter(kind -> kind != Destination.Kind.NONE)
              .findFirst()
              .orElse(null);
    };
  }

  /**
   * The one of the channel, or the newest device's, or else the common one of its kind; an inbox is
   * its recipient's.
   */
  public static @Nullable String address(
      Recipient recipient, Channel channel, Destination.Kind kind) {
    String own = recipient.addresses().get(channel);
    List<String> devices = recipient.devicesOn(channel);
    if (!devices.isEmpty() && kind == Destination.Kind.DEVICE) {
      return devices.getFirst();
    }
    if (own == null && channel.equals(INBOX)) {
      return recipient.code();
    }
    return own != null ? own : recipient.addresses().get(commonChannel(kind));
  }

  /** An address by the channel's own name comes before the common one of its kind. */
  private static String addressField(Person person, Channel channel, Destination.Kind kind) {
    if (person.to().addresses().containsKey(channel.name())) {
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
}
