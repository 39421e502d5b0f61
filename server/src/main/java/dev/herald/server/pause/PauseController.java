package dev.herald.server.pause;

import dev.herald.server.application.Applications;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Reach;
import dev.herald.server.authorization.Requires;
import dev.herald.server.lane.LaneSettings;
import dev.herald.server.node.Node;
import dev.herald.server.node.Nodes;
import dev.herald.server.platform.problem.Page;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.source.ConfiguredSource;
import dev.herald.server.source.Sources;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Operations")
class PauseController {
  private static final String NODE = "/v1/applications/{application}/nodes/{node}";

  private final Pauses pauses;
  private final Sources sources;
  private final Applications applications;
  private final Nodes nodes;
  private final LaneSettings lanes;

  PauseController(
      Pauses pauses, Sources sources, Applications applications, Nodes nodes, LaneSettings lanes) {
    this.pauses = pauses;
    this.sources = sources;
    this.applications = applications;
    this.nodes = nodes;
    this.lanes = lanes;
  }

  /**
   * Why something is paused.
   *
   * @param reason for those who wonder; in the trace of what waits
   */
  record PauseOrder(@Nullable String reason) {}

  /**
   * Whether something is paused.
   *
   * @param kind {@code source}, {@code lane} or {@code node}
   * @param key a node's with its application: {@code esop/grant.vested}
   * @param by who paused it; null of a source
   */
  record PauseView(
      String kind,
      String key,
      boolean paused,
      @Nullable String by,
      @Nullable Instant at,
      @Nullable String reason) {
    static PauseView of(Pause pause) {
      return new PauseView(
          pause.kind().word(), pause.key(), true, pause.actor(), pause.at(), pause.reason());
    }

    static PauseView going(String kind, String key) {
      return new PauseView(kind, key, false, null, null, null);
    }

    static PauseView source(String key, boolean paused) {
      return new PauseView("source", key, paused, null, null, null);
    }
  }

  /** A lane of this process's configuration. */
  record LaneView(String lane, int capacity, boolean paused) {}

  @Requires(Permission.READ)
  @GetMapping("/v1/pauses")
  @Operation(summary = "All that is paused")
  Page<PauseView> list(Caller.Staff caller) {
    Reach reach = caller.reach();
    Stream<PauseView> ofLanesAndNodes =
        pauses.list().stream().filter(pause -> isSeen(pause, reach)).map(PauseView::of);
    Stream<PauseView> ofSources =
        sources.all(reach).stream()
            .filter(ConfiguredSource::paused)
            .map(source -> PauseView.source(source.source().code(), true));
    return Page.all(Stream.concat(ofLanesAndNodes, ofSources).toList());
  }

  private static boolean isSeen(Pause pause, Reach reach) {
    return switch (pause.kind()) {
      case LANE -> true;
      case NODE -> reach.seesApplication(pause.key().substring(0, pause.key().indexOf('/')));
    };
  }

  @Requires(Permission.READ)
  @GetMapping("/v1/lanes")
  @Operation(summary = "The lanes")
  Page<LaneView> lanes(Caller.Staff caller) {
    return Page.all(
        lanes.lanes().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(lane ->
                new LaneView(
                    lane.getKey(),
                    lane.getValue().capacity(),
                    pauses.find(Pause.Kind.LANE, lane.getKey()).isPresent()))
            .toList());
  }

  @Requires(value = Permission.OPERATE, across = Reach.Limit.APPLICATIONS)
  @PostMapping("/v1/sources/{code}/pause")
  @Operation(
      summary = "Send nothing more by a source",
      description = "Messages go by others of its channel, or wait when there is none.")
  PauseView pauseSource(Caller.Staff caller, @PathVariable String code) {
    sources.require(code, caller.reach());
    sources.pause(code, true);
    return PauseView.source(code, true);
  }

  @Requires(value = Permission.OPERATE, across = Reach.Limit.APPLICATIONS)
  @PostMapping("/v1/sources/{code}/resume")
  @Operation(summary = "Send by a source again")
  PauseView resumeSource(Caller.Staff caller, @PathVariable String code) {
    sources.require(code, caller.reach());
    sources.pause(code, false);
    return PauseView.source(code, false);
  }

  @Requires(
      value = Permission.OPERATE,
      across = {Reach.Limit.TENANTS, Reach.Limit.APPLICATIONS})
  @PostMapping("/v1/lanes/{lane}/pause")
  @Operation(summary = "Let a lane's messages wait")
  PauseView pauseLane(
      Caller.Staff caller,
      @PathVariable String lane,
      @RequestBody(required = false) @Nullable PauseOrder order) {
    return pause(Pause.Kind.LANE, known(lane), lane, caller, order);
  }

  @Requires(
      value = Permission.OPERATE,
      across = {Reach.Limit.TENANTS, Reach.Limit.APPLICATIONS})
  @PostMapping("/v1/lanes/{lane}/resume")
  @Operation(summary = "Let a lane's messages go")
  PauseView resumeLane(Caller.Staff caller, @PathVariable String lane) {
    pauses.resume(Pause.Kind.LANE, known(lane));
    return PauseView.going("lane", lane);
  }

  @Requires(value = Permission.OPERATE, across = Reach.Limit.TENANTS)
  @PostMapping(NODE + "/pause")
  @Operation(summary = "Let a node's messages wait")
  PauseView pauseNode(
      Caller.Staff caller,
      @PathVariable String application,
      @PathVariable String node,
      @RequestBody(required = false) @Nullable PauseOrder order) {
    Node found = node(application, node);
    return pause(Pause.Kind.NODE, found.id().toString(), application + "/" + node, caller, order);
  }

  @Requires(value = Permission.OPERATE, across = Reach.Limit.TENANTS)
  @PostMapping(NODE + "/resume")
  @Operation(summary = "Let a node's messages go")
  PauseView resumeNode(
      Caller.Staff caller, @PathVariable String application, @PathVariable String node) {
    pauses.resume(Pause.Kind.NODE, node(application, node).id().toString());
    return PauseView.going("node", application + "/" + node);
  }

  private PauseView pause(
      Pause.Kind kind, String target, String key, Caller caller, @Nullable PauseOrder order) {
    String reason = order == null ? null : order.reason();
    if (reason != null && reason.length() > 200) {
      throw new RequestProblem.Invalid("reason", "is too long", "at most 200 characters");
    }
    return PauseView.of(pauses.pause(kind, target, key, caller.name(), reason));
  }

  private Node node(String application, String node) {
    return nodes.get(applications.get(application).id(), node);
  }

  private String known(String lane) {
    if (!lanes.lanes().containsKey(lane)) {
      throw new RequestProblem.NotFound("lane", lane);
    }
    return lane;
  }
}
