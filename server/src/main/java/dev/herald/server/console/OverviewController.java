package dev.herald.server.console;

import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Reach;
import dev.herald.server.authorization.Requires;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Requires(
    value = Permission.READ,
    across = {Reach.Limit.TENANTS, Reach.Limit.APPLICATIONS})
@Tag(name = "Operations")
class OverviewController {
  private final Overview overview;
  private final ClusterView cluster;

  OverviewController(Overview overview, ClusterView cluster) {
    this.overview = overview;
    this.cluster = cluster;
  }

  @GetMapping("/v1/overview")
  @Operation(
      summary = "Volume, success, latency and health in the last hour, day or week",
      description = "window is 1h, 24h or 7d. Runs up to three seconds behind.")
  Overview.Figures overview(Caller.Staff caller, @RequestParam(defaultValue = "1h") String window) {
    return overview.look(Overview.window(window));
  }

  @GetMapping("/v1/system")
  @Operation(summary = "The cluster's processes, and its storage")
  ClusterView.SystemView system(Caller.Staff caller) {
    return cluster.look();
  }
}
