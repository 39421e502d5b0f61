package dev.herald.server.intake.plan;

import dev.herald.channel.Channel;
import dev.herald.channel.Destination;
import dev.herald.server.directory.Recipient;
import dev.herald.server.directory.Tenant;
import dev.herald.server.node.ChannelPlan;
import dev.herald.server.node.Courtesy;
import dev.herald.server.node.Node;
import dev.herald.server.platform.Ids;
import dev.herald.server.platform.Spelling;
import dev.herald.server.platform.problem.FieldError;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.vault.Vault;
import dev.herald.server.reason.SubmissionFault;
import dev.herald.server.schema.SchemaWork;
import dev.herald.server.task.CallerMarks;
import dev.herald.server.task.DataSize;
import dev.herald.server.task.DigestSlot;
import dev.herald.server.task.Escalation;
import dev.herald.server.task.MessageContext;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.Route;
import dev.herald.server.task.SendLimit;
import dev.herald.server.task.Submission;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
  private final Ways ways;
  private final Vault vault;
  private final FieldErrors errors;
  private final @Nullable SendLimit limit;
  private final SchemaWork work = new SchemaWork();
  private final Repeats told;
  private final List<NewMessage> messages = new ArrayList<>();
  private final List<Submission.Repeat> repeats = new ArrayList<>();

  /** What is the same for all messages of the submission. */
  record Frame(
      Requester requester, MessageRequest request, Node node, Tenant tenant, Timing.Of timing) {}

  Planning(Frame frame, ChannelRequirements routes, Vault vault, FieldErrors errors) {
    this.frame = frame;
    this.ways = new Ways(frame, routes, errors);
    this.vault = vault;
    this.errors = errors;
    this.limit = SendLimits.of(frame.requester.caller(), frame.tenant.locale());
    this.told = new Repeats(frame.request.to().size(), frame.tenant.locale(), vault);
  }

  /** To be saved once nothing is wrong. */
  List<NewMessage> messages() {
    return messages;
  }

  List<Submission.Repeat> repeats() {
    return repeats;
  }

  void plan(Map<String, Recipient> known) {
    List<ChannelPlan.Step> steps = steps();
    DataSize shared = DataSize.of(frame.request.data());
    if (shared.exceeds(LARGEST_DATA)) {
      tooLarge("data", shared);
      return;
    }
    DataSize together = DataSize.NONE;
    boolean sharedChecked = false;
    for (int i = 0; i < frame.request.to().size(); i++) {
      MessageRequest.To to = frame.request.to().get(i);
      Person person =
          new Person(
              to, to.recipient() == null ? null : known.get(to.recipient()), "to[%d]".formatted(i));
      if (to.recipient() != null && person.recipient() == null) {
        errors.add(
            person.path() + ".recipient",
            new SubmissionFault.RecipientUnknown(frame.tenant.code(), to.recipient()));
        continue;
      }
      boolean sharesAll = to.data().isEmpty();
      ObjectNode data = sharesAll ? frame.request.data() : own(to);
      DataSize size = sharesAll ? shared : DataSize.of(data);
      if (!sharesAll || !sharedChecked) {
        check(data, size, person);
        sharedChecked |= sharesAll;
      }
      List<List<Route>> ofPerson = legs(person, steps);
      ways.checkUnused(person);
      DataSize added = sharesAll ? new DataSize(size.characters(), 0) : size;
      together = together.plus(added.times(ofPerson.size()));
      if (together.exceeds(MOST_DATA)) {
        errors.add(
            "to", new SubmissionFault.RequestTooLarge(MOST_DATA.characters(), MOST_DATA.values()));
        break;
      }
      ofPerson.forEach(routes -> add(person, routes, data));
    }
  }

  private ObjectNode own(MessageRequest.To to) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.setAll(frame.request.data());
    data.setAll(to.data());
    return data;
  }

  private List<ChannelPlan.Step> steps() {
    List<Channel> planned = frame.node.plan().channels();
    if (frame.request.channels().isEmpty()) {
      return frame.node.plan().steps();
    }
    for (int i = 0; i < frame.request.channels().size(); i++) {
      Channel channel = frame.request.channels().get(i);
      if (!planned.contains(channel)) {
        errors.add(
            "channels[%d]".formatted(i),
            unplanned(channel, planned.stream().map(Channel::name).toList()));
      }
    }
    return frame.request.channels().stream()
        .flatMap(channel ->
            frame.node.plan().steps().stream().filter(step -> step.channel().equals(channel)))
        .toList();
  }

  private void check(ObjectNode data, DataSize size, Person person) {
    if (size.exceeds(LARGEST_DATA)) {
      tooLarge(person.path() + ".data", size);
      return;
    }
    for (FieldError error : frame.node.schema().validate(data, work)) {
      String top = error.field().split("[.\\[]", 2)[0];
      boolean own = person.to().data().has(top);
      errors.add(error.within(own ? person.path() + ".data" : "data"));
    }
  }

  private SubmissionFault unplanned(Channel channel, List<String> planned) {
    return new SubmissionFault.ChannelUnplanned(
        frame.node.code(),
        channel.name(),
        Spelling.nearest(channel.name(), planned),
        Spelling.listed(planned));
  }

  private void tooLarge(String field, DataSize size) {
    errors.add(
        field,
        new SubmissionFault.DataTooLarge(
            size.characters(), size.values(), LARGEST_DATA.characters(), LARGEST_DATA.values()));
  }

  /** For each message to a person: the way that is taken first, and those to fall back to. */
  private List<List<Route>> legs(Person person, List<ChannelPlan.Step> steps) {
    List<Route> routes = new ArrayList<>();
    List<Route> others = new ArrayList<>();
    boolean refused = false;
    for (ChannelPlan.Step step : ordered(person, steps)) {
      switch (ways.by(person, step)) {
        case Ways.Way.Open(Route route, List<Route> devices) -> {
          if (routes.isEmpty() || frame.node.plan() instanceof ChannelPlan.Every) {
            others.addAll(devices);
          }
          routes.add(route);
        }
        case Ways.Way.NoAddress _ -> {}
        case Ways.Way.Refused _ -> refused = true;
      }
    }
    if (routes.isEmpty()) {
      if (!refused && !steps.isEmpty()) {
        errors.add(
            person.path(),
            new SubmissionFault.AddressMissing(
                steps.stream().map(step -> step.channel().name()).toList()));
      }
      return List.of();
    }
    List<List<Route>> legs = new ArrayList<>();
    switch (frame.node.plan()) {
      case ChannelPlan.Every _ -> routes.forEach(route -> legs.add(List.of(route)));
      case ChannelPlan.Fallback _ -> legs.add(routes);
    }
    // What falls back is the message to the newest device, so that a person is told once.
    others.forEach(device -> legs.add(List.of(device)));
    return legs;
  }

  /** Those of a plan that falls back as the person would rather have them; the others behind. */
  private List<ChannelPlan.Step> ordered(Person person, List<ChannelPlan.Step> steps) {
    List<Channel> order =
        person.recipient() == null ? List.of() : person.recipient().channelOrder();
    if (order.isEmpty()
        || frame.node.plan() instanceof ChannelPlan.Every
        || frame.node.courtesy().exempt()) {
      return steps;
    }
    return steps.stream()
        .sorted(
            Comparator.comparingInt(step -> {
              int place = order.indexOf(step.channel());
              return place < 0 ? order.size() : place;
            }))
        .toList();
  }

  private void add(Person person, List<Route> routes, ObjectNode data) {
    Route route = routes.getFirst();
    UUID before = told.before(person, route, data);
    if (before != null) {
      repeats.add(new Submission.Repeat(messages.size() + repeats.size(), before, route));
    } else if (errors.isEmpty()) {
      NewMessage message = message(person, route, routes.subList(1, routes.size()), data);
      messages.add(message);
      told.add(person, message);
    }
  }

  private NewMessage message(Person person, Route route, List<Route> fallback, ObjectNode data) {
    ZoneId zone = person.zone(frame.tenant.zone());
    Timing timing = frame.timing.in(zone);
    DigestSlot digest = digest(timing, zone);
    if (digest != null) {
      timing = timing.in(digest);
    }
    return new NewMessage(
        Ids.next(),
        frame.requester.requestId(),
        new NewMessage.Ownership(
            frame.requester.application().id(),
            frame.node.id(),
            frame.tenant.id(),
            person.recipient() == null ? null : person.recipient().id()),
        frame.node.lane(),
        frame.requester.requestedBy(),
        timing.dueAt(),
        timing.expiresAt(),
        dedup(person, route, data),
        null,
        new MessageContext(
            route,
            fallback,
            data,
            person.locale(frame.tenant.locale()),
            zone,
            person.to().recipient(),
            frame.node.schema().searchable(data),
            CallerMarks.of(
                reference(person.to()), frame.requester.traceparent(), frame.request.orderingKey()),
            limit,
            digest,
            fallback.isEmpty() ? null : escalation()));
  }

  private @Nullable Escalation escalation() {
    ChannelPlan.Escalation rule = frame.node.escalation();
    return rule == null
        ? null
        : new Escalation(rule.after(), Escalation.Unless.valueOf(rule.unless().name()));
  }

  private @Nullable DigestSlot digest(Timing timing, ZoneId zone) {
    Courtesy.Digest digest = frame.node.courtesy().digest();
    if (digest == null) {
      return null;
    }
    Instant from = timing.dueAt() == null ? frame.timing.now() : timing.dueAt();
    return new DigestSlot(from, digest.after(from, zone));
  }

  private @Nullable String reference(MessageRequest.To to) {
    return to.reference() == null ? frame.request.reference() : to.reference();
  }

  private NewMessage.@Nullable Dedup dedup(Person person, Route route, ObjectNode data) {
    if (frame.node.dedupWindow().isZero()) {
      return null;
    }
    String content =
        String.join(
            "\n",
            frame.node.id().toString(),
            frame.tenant.id().toString(),
            route.channel().name(),
            route.templateVersionId().toString(),
            ofPerson(person, route),
            CanonicalJson.of(data));
    return new NewMessage.Dedup(vault.blindIndex(dedupDomain(), content), frame.node.dedupWindow());
  }

  /** A feed is nobody in particular: what goes to it about one person is no repeat of another's. */
  private static String ofPerson(Person person, Route route) {
    String recipient = person.to().recipient();
    if (route.channel().equals(ChannelPlan.FEED)) {
      return route.destination().common() + "\n" + person.identity();
    }
    return route.destination().kind() == Destination.Kind.NONE && recipient != null
        ? recipient
        : route.destination().common();
  }

  /** What a key with limits sends is no repeat of what really goes out, nor the other way round. */
  private String dedupDomain() {
    return limit == null ? "dedup" : "dedup " + limit.kind();
  }
}
