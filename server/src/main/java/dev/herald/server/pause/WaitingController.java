package dev.herald.server.pause;

import dev.herald.channel.RateCap;
import dev.herald.channel.Reason;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Reach;
import dev.herald.server.authorization.Requires;
import dev.herald.server.platform.Ids;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.Page;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.ProblemReason;
import dev.herald.server.reason.ReasonJson;
import dev.herald.server.reason.Thing;
import dev.herald.server.reason.WordedReason;
import dev.herald.server.source.ConfiguredSource;
import dev.herald.server.source.Sources;
import dev.herald.server.statistics.TrafficFigures;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What waits, and what is done about it. */
@RestController
@RequestMapping("/v1/waiting")
@Tag(name = "Operations")
class WaitingController {
  private static final int MOST_GRACE = 3_600;
  private static final int USUAL_GRACE = 60;
  private static final Duration LATELY = Duration.ofMinutes(5);

  private final Waiting waiting;
  private final WaitingActs acts;
  private final WaitingNames names;
  private final Drains drains;
  private final Sources sources;
  private final TrafficFigures traffic;
  private final Clock clock;

  WaitingController(
      Waiting waiting,
      WaitingActs acts,
      WaitingNames names,
      Drains drains,
      Sources sources,
      TrafficFigures traffic,
      Clock clock) {
    this.waiting = waiting;
    this.acts = acts;
    this.names = names;
    this.drains = drains;
    this.sources = sources;
    this.traffic = traffic;
    this.clock = clock;
  }

  /**
   * Messages of a node that wait for one cause.
   *
   * @param reason what holds them back; null: their turn
   */
  record WaitingHeap(
      String application,
      String node,
      String tenant,
      String lane,
      String channel,
      @Nullable WordedReason reason,
      long count,
      Instant oldest) {}

  /**
   * What waits.
   *
   * @param atLeast there may be more: looking stops at 50,000
   * @param arrivingPerMinute what came in lately of it
   */
  record WaitingView(
      long count,
      boolean atLeast,
      @Nullable Instant oldest,
      long arrivingPerMinute,
      List<WaitingHeap> items) {}

  /** What becomes of it. */
  enum Deed {
    HOLD,
    EXPIRE,
    MOVE
  }

  /**
   * What is to become of what waits now. At least one of application, tenant, lane and channel.
   *
   * @param to the code of the source that it goes by; of MOVE
   * @param graceSeconds how long EXPIRE can be undone; null: 60
   * @param reason for those who wonder; in the trace
   */
  record WaitingOrder(
      @Nullable Deed act,
      @Nullable String application,
      @Nullable String node,
      @Nullable String tenant,
      @Nullable String lane,
      @Nullable String channel,
      @Nullable String to,
      @Nullable Integer graceSeconds,
      @Nullable String reason) {
    WaitingNames.Named named() {
      return new WaitingNames.Named(application, node, tenant, lane, channel);
    }
  }

  /**
   * What an act would do.
   *
   * @param seconds how long it takes at the caps of the source that it goes by; null: not known
   * @param beginsAt until then it can be undone without anything having happened
   */
  record WaitingPreview(
      long count,
      boolean atLeast,
      @Nullable Instant oldest,
      long arrivingPerMinute,
      @Nullable Long seconds,
      Instant beginsAt) {}

  /**
   * What was decided about what waited.
   *
   * @param what it is about, by codes; {@code to} is the source that it goes by
   * @param endedBy null: nothing of it waits any more, or it goes on
   */
  record WaitingActView(
      UUID id,
      Deed act,
      Map<String, String> what,
      long count,
      Instant beginsAt,
      @Nullable String reason,
      String by,
      Instant at,
      @Nullable Instant endedAt,
      @Nullable String endedBy) {
    static WaitingActView of(WaitingAct act) {
      return new WaitingActView(
          act.id(),
          Deed.valueOf(act.kind().name()),
          act.what(),
          act.counted(),
          act.beginsAt(),
          act.reason(),
          act.actor(),
          act.at(),
          act.endedAt(),
          act.endedBy());
    }
  }

  /**
   * How it ends.
   *
   * @param perMinute how many of what was held go on; null: all at once
   */
  record WaitingRelease(@Nullable Integer perMinute) {}

  @Requires(Permission.READ)
  @GetMapping
  @Operation(
      operationId = "listWaiting",
      summary = "What waits, by what holds it back",
      description = "Messages that are due, or were held back and come again; none for later.")
  WaitingView list(
      Caller.Staff caller,
      @RequestParam(required = false) @Nullable String application,
      @RequestParam(required = false) @Nullable String node,
      @RequestParam(required = false) @Nullable String tenant,
      @RequestParam(required = false) @Nullable String lane,
      @RequestParam(required = false) @Nullable String channel) {
    FieldErrors errors = new FieldErrors();
    WaitingPart part =
        names.part(new WaitingNames.Named(application, node, tenant, lane, channel), errors);
    errors.throwIfAny();
    return view(part, caller.reach());
  }

  private WaitingView view(WaitingPart part, Reach reach) {
    List<WaitingHeap> heaps =
        waiting.of(part).stream()
            .map(this::heap)
            .filter(heap -> reach.seesApplication(heap.application))
            .filter(heap -> reach.seesTenant(heap.tenant))
            .toList();
    long count = heaps.stream().mapToLong(WaitingHeap::count).sum();
    return new WaitingView(
        count,
        count >= Waiting.MOST,
        heaps.stream().map(WaitingHeap::oldest).min(Comparator.naturalOrder()).orElse(null),
        reach.equals(Reach.EVERYWHERE) ? arriving(part) : 0,
        heaps);
  }

  private long arriving(WaitingPart part) {
    return traffic.arrived(
            clock.instant().minus(LATELY),
            new TrafficFigures.Part(
                part.application(), part.node(), part.tenant(), part.lane(), part.channel()))
        / LATELY.toMinutes();
  }

  private WaitingHeap heap(Waiting.Heap heap) {
    Reason reason = heap.code().isEmpty() ? null : ReasonJson.read(heap.code(), heap.with());
    return new WaitingHeap(
        names.application(heap.application()),
        names.node(heap.node()),
        names.tenant(heap.tenant()),
        heap.lane(),
        heap.channel(),
        reason == null ? null : WordedReason.of(reason),
        heap.count(),
        heap.oldest());
  }

  @Requires(
      value = Permission.READ,
      across = {Reach.Limit.TENANTS, Reach.Limit.APPLICATIONS})
  @PostMapping("/preview")
  @Operation(
      operationId = "previewWaitingAct",
      summary = "What an act would do: how many messages, and how long it takes")
  WaitingPreview preview(Caller.Staff caller, @RequestBody WaitingOrder order) {
    WaitingAct act = checked(order, caller);
    WaitingView now = view(act.part(), caller.reach());
    return new WaitingPreview(
        now.count,
        now.atLeast,
        now.oldest,
        now.arrivingPerMinute,
        seconds(act, now.count),
        act.beginsAt());
  }

  /** At the slowest of the caps of the source. */
  private @Nullable Long seconds(WaitingAct act, long count) {
    return Optional.ofNullable(act.toSource()).flatMap(sources::find).stream()
        .flatMap(source -> source.caps().stream())
        .map(cap -> seconds(cap, count))
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  private static Long seconds(RateCap cap, long count) {
    return count * cap.window().toMillis() / cap.permits() / 1_000;
  }

  @Requires(
      value = Permission.OPERATE,
      across = {Reach.Limit.TENANTS, Reach.Limit.APPLICATIONS})
  @PostMapping("/acts")
  @Operation(
      operationId = "makeWaitingAct",
      summary = "Hold, expire or move to another source what waits now",
      description = "It is about the messages that were accepted until now, and no later ones.")
  WaitingActView make(Caller.Staff caller, @RequestBody WaitingOrder order) {
    WaitingAct act = checked(order, caller);
    WaitingAct counted = act.counting(view(act.part(), caller.reach()).count());
    acts.make(counted);
    return WaitingActView.of(counted);
  }

  private WaitingAct checked(WaitingOrder order, Caller caller) {
    FieldErrors errors = new FieldErrors();
    if (order.act == null) {
      throw new RequestProblem.Invalid("act", new FieldFault.FieldMissing());
    }
    WaitingPart part = names.part(order.named(), errors);
    Map<String, String> what = new LinkedHashMap<>(order.named().asMap());
    ConfiguredSource to = order.act == Deed.MOVE ? to(order, part, errors) : null;
    if (to != null) {
      what.put("to", to.source().code());
      part =
          new WaitingPart(
              part.application(),
              part.node(),
              part.tenant() == null ? to.tenantId() : part.tenant(),
              part.lane(),
              to.channel().name());
    }
    if (part.isEverything() && errors.isEmpty()) {
      errors.add("lane", new FieldFault.FieldMissing());
    }
    int grace = order.graceSeconds == null ? USUAL_GRACE : order.graceSeconds;
    if (grace < 0 || grace > MOST_GRACE) {
      errors.add("graceSeconds", new FieldFault.NumberOutOfRange(0, MOST_GRACE));
    }
    String reason = errors.optionalText("reason", order.reason, 200);
    errors.throwIfAny();
    Instant now = clock.instant();
    return new WaitingAct(
        Ids.next(),
        WaitingAct.Kind.valueOf(order.act.name()),
        part,
        what,
        Ids.next(),
        to == null ? null : to.source().id(),
        order.act == Deed.EXPIRE ? now.plusSeconds(grace) : now,
        0,
        reason,
        caller.name(),
        now,
        false,
        null,
        null);
  }

  private @Nullable ConfiguredSource to(WaitingOrder order, WaitingPart part, FieldErrors errors) {
    if (order.to == null || order.to.isBlank()) {
      errors.add("to", new FieldFault.FieldMissing());
      return null;
    }
    Optional<ConfiguredSource> to = sources.named(order.to);
    if (to.isEmpty()) {
      errors.add("to", new FieldFault.ThingUnknown(Thing.SOURCE.word(), order.to));
      return null;
    }
    String channel = to.get().channel().name();
    if (part.channel() != null && !part.channel().equals(channel)) {
      errors.add("channel", new FieldFault.SourceOfOtherChannel(order.to, channel));
    }
    UUID owner = to.get().tenantId();
    if (owner != null && part.tenant() != null && !owner.equals(part.tenant())) {
      errors.add("tenant", new FieldFault.SourceOfOtherTenant(order.to, names.tenant(owner)));
    }
    return to.get();
  }

  @Requires(
      value = Permission.READ,
      across = {Reach.Limit.TENANTS, Reach.Limit.APPLICATIONS})
  @GetMapping("/acts")
  @Operation(operationId = "listWaitingActs", summary = "What was decided about what waited")
  Page<WaitingActView> acts(Caller.Staff caller) {
    return Page.all(acts.list().stream().map(WaitingActView::of).toList());
  }

  @Requires(
      value = Permission.OPERATE,
      across = {Reach.Limit.TENANTS, Reach.Limit.APPLICATIONS})
  @PostMapping("/acts/{id}/undo")
  @Transactional
  @Operation(
      operationId = "undoWaitingAct",
      summary = "End an act: what it has not done yet is not done",
      description = "What was held goes on, at a rate if one is given.")
  WaitingActView undo(
      Caller.Staff caller,
      @PathVariable UUID id,
      @RequestBody(required = false) @Nullable WaitingRelease release) {
    WaitingAct act = acts.find(id).orElseThrow(() -> new RequestProblem.NotFound(Thing.ACT, id));
    Integer perMinute = rate(release == null ? null : release.perMinute);
    if (!acts.undo(act, caller.name())) {
      throw new RequestProblem.Conflict(new ProblemReason.ActIsOver());
    }
    drains.set(Parking.place(act), String.join(" ", act.what().values()), perMinute, caller.name());
    return WaitingActView.of(acts.find(id).orElseThrow());
  }

  /** Messages in a minute, checked. */
  static @Nullable Integer rate(@Nullable Integer perMinute) {
    if (perMinute != null && (perMinute < 1 || perMinute > 1_000_000)) {
      throw new RequestProblem.Invalid("perMinute", new FieldFault.NumberOutOfRange(1, 1_000_000));
    }
    return perMinute;
  }
}
