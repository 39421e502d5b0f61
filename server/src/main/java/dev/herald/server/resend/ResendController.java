package dev.herald.server.resend;

import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Requires;
import dev.herald.server.platform.problem.Page;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.Thing;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/resends")
@Tag(name = "Resends")
class ResendController {
  private final ResendPlan plan;
  private final ResendJobs jobs;

  ResendController(ResendPlan plan, ResendJobs jobs) {
    this.plan = plan;
    this.jobs = jobs;
  }

  @Requires(Permission.OPERATE)
  @PostMapping("/preview")
  @Operation(summary = "What resending all that fit a filter would do")
  ResendPlan.ResendPreview preview(
      Caller.Staff caller, @RequestBody ResendPlan.ResendSelection order) {
    return plan.preview(caller, order, ResendJob.Act.RESEND);
  }

  @Requires(Permission.OPERATE)
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Resend all that fit a filter",
      description =
          "In the background and no faster than asked for; messages accepted later stay. Who is"
              + " limited to some tenants or applications names one of them in the filter.")
  ResendJobView make(Caller.Staff caller, @RequestBody ResendPlan.ResendSelection order) {
    return ResendJobView.of(
        plan.make(caller, order, new ResendPlan.Order(ResendJob.Act.RESEND, false, null)));
  }

  @Requires(Permission.READ)
  @GetMapping
  @Operation(summary = "The newest resend and recall jobs")
  Page<ResendJobView> list(Caller.Staff caller) {
    return Page.all(
        jobs.list().stream()
            .filter(job -> job.isWithin(caller.reach()))
            .map(ResendJobView::of)
            .toList());
  }

  @Requires(Permission.READ)
  @GetMapping("/{id}")
  @Operation(summary = "How far a resend or recall job is")
  ResendJobView get(Caller.Staff caller, @PathVariable UUID id) {
    return ResendJobView.of(job(caller, id));
  }

  private ResendJob job(Caller.Staff caller, UUID id) {
    return jobs.find(id)
        .filter(job -> job.isWithin(caller.reach()))
        .orElseThrow(() -> new RequestProblem.NotFound(Thing.RESEND, id));
  }

  @Requires(Permission.OPERATE)
  @PostMapping("/{id}/stop")
  @Operation(summary = "Stop a resend or recall job; what it did is done")
  ResendJobView stop(Caller.Staff caller, @PathVariable UUID id) {
    jobs.stop(job(caller, id));
    return get(caller, id);
  }
}
