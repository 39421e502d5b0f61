package dev.herald.server.limit.shift;

import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Requires;
import dev.herald.server.reason.WordedReason;
import dev.herald.server.source.Sources;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/sources/{code}/shifts")
class ShiftController {
  private static final int MOST = 50;

  private final Sources sources;
  private final Shifts shifts;

  ShiftController(Sources sources, Shifts shifts) {
    this.sources = sources;
    this.shifts = shifts;
  }

  /**
   * What a source gets, and how that came.
   *
   * @param share percent of its weight that it gets now; of several processes, the least
   * @param items the latest first
   */
  record ShiftsView(int share, List<ShiftView> items) {}

  /**
   * A source got more or less.
   *
   * @param process in which
   * @param before percent of its weight
   * @param share percent of its weight, from then on
   */
  record ShiftView(Instant at, UUID process, int before, int share, WordedReason reason) {}

  @Operation(
      operationId = "listShifts",
      summary = "What part of its weight a source gets, and each shift of it with its reason")
  @Requires(Permission.READ)
  @GetMapping
  ShiftsView list(Caller.Staff caller, @PathVariable String code) {
    UUID id = sources.id(code, caller.reach());
    return new ShiftsView(
        shifts.present().getOrDefault(id, 100),
        shifts.of(id, MOST).stream()
            .map(each ->
                new ShiftView(
                    each.at(),
                    each.process(),
                    each.before(),
                    each.share(),
                    WordedReason.of(each.reason())))
            .toList());
  }
}
