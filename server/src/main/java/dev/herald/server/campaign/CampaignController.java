package dev.herald.server.campaign;

import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Requires;
import dev.herald.server.platform.problem.Page;
import dev.herald.server.reason.WordedReason;
import dev.herald.server.task.MessageState;
import dev.herald.server.upload.RowFaults;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/campaigns")
@Tag(name = "Campaigns")
class CampaignController {
  private static final int FAULTS_SHOWN = 200;

  private final CampaignDesk desk;
  private final CampaignViews views;
  private final CampaignRows rows;
  private final CampaignReport report;
  private final RowFaults faults;
  private final AuditLog audit;

  CampaignController(
      CampaignDesk desk,
      CampaignViews views,
      CampaignRows rows,
      CampaignReport report,
      RowFaults faults,
      AuditLog audit) {
    this.desk = desk;
    this.views = views;
    this.rows = rows;
    this.report = report;
    this.faults = faults;
    this.audit = audit;
  }

  @Requires(Permission.OPERATE)
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      operationId = "makeCampaign",
      summary = "Load an audience and look at each of its rows",
      description = "A dry run, in the background. Nothing is sent before the campaign is started.")
  CampaignViews.CampaignView make(Caller.Staff caller, @RequestBody CampaignOrder order) {
    return views.view(desk.make(caller, order));
  }

  @Requires(Permission.READ)
  @GetMapping
  @Operation(operationId = "listCampaigns", summary = "The newest campaigns")
  Page<CampaignViews.CampaignView> list(
      Caller.Staff caller, @RequestParam(required = false) @Nullable Integer limit) {
    return Page.all(desk.list(caller, Page.size(limit)).stream().map(views::view).toList());
  }

  @Requires(Permission.READ)
  @GetMapping("/{id}")
  @Operation(operationId = "getCampaign", summary = "How far a campaign is")
  CampaignViews.CampaignView get(Caller.Staff caller, @PathVariable UUID id) {
    return views.view(desk.get(caller, id));
  }

  @Requires(Permission.READ)
  @GetMapping("/{id}/delays")
  @Operation(operationId = "delaysOfCampaign", summary = "What starting a campaign would delay")
  CampaignViews.Delays delays(Caller.Staff caller, @PathVariable UUID id) {
    return views.delays(desk.get(caller, id));
  }

  @Requires(Permission.OPERATE)
  @PostMapping("/{id}/approve")
  @Operation(
      operationId = "approveCampaign",
      summary = "Approve a campaign that somebody else made")
  CampaignViews.CampaignView approve(Caller.Staff caller, @PathVariable UUID id) {
    return views.view(desk.approve(caller, id));
  }

  @Requires(Permission.OPERATE)
  @PostMapping("/{id}/start")
  @Operation(operationId = "startCampaign", summary = "Start a campaign, or go on with it")
  CampaignViews.CampaignView start(Caller.Staff caller, @PathVariable UUID id) {
    return views.view(desk.start(caller, id));
  }

  @Requires(Permission.OPERATE)
  @PostMapping("/{id}/pause")
  @Operation(
      operationId = "pauseCampaign",
      summary = "Submit no more rows for now; what was submitted is sent")
  CampaignViews.CampaignView pause(Caller.Staff caller, @PathVariable UUID id) {
    return views.view(desk.pause(caller, id));
  }

  @Requires(Permission.OPERATE)
  @PostMapping("/{id}/stop")
  @Operation(operationId = "stopCampaign", summary = "Stop a campaign for good")
  CampaignViews.CampaignView stop(Caller.Staff caller, @PathVariable UUID id) {
    return views.view(desk.stop(caller, id));
  }

  /**
   * @param perSecond rows, at most
   */
  record PaceOrder(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, minimum = "1", maximum = "2000")
          @Nullable Integer perSecond) {}

  @Requires(Permission.OPERATE)
  @PostMapping("/{id}/pace")
  @Operation(operationId = "paceCampaign", summary = "Change how fast a campaign sends")
  CampaignViews.CampaignView pace(
      Caller.Staff caller, @PathVariable UUID id, @RequestBody PaceOrder order) {
    return views.view(desk.pace(caller, id, order.perSecond()));
  }

  @Requires(Permission.READ)
  @GetMapping("/{id}/states")
  @Operation(
      operationId = "statesOfCampaign",
      summary = "How many of its messages are in which state now")
  Map<MessageState, Long> states(Caller.Staff caller, @PathVariable UUID id) {
    return rows.states(desk.get(caller, id).id());
  }

  @Requires(Permission.READ)
  @GetMapping(path = "/{id}/report", produces = "text/csv")
  @Operation(
      operationId = "reportOfCampaign",
      summary = "What became of each row, as a table with masked addresses",
      responses =
          @ApiResponse(
              responseCode = "200",
              content = @Content(mediaType = "text/csv", schema = @Schema(type = "string"))))
  void report(Caller.Staff caller, @PathVariable UUID id, HttpServletResponse response)
      throws IOException {
    desk.get(caller, id);
    audit.record(Act.of("campaign.exported", "campaign", id));
    report.write(id, response);
  }

  /**
   * What is wrong with a row.
   *
   * @param line of the file
   * @param column as the file names it; empty: the row as a whole
   */
  @Schema(name = "CampaignFault")
  record FaultView(long line, String column, WordedReason problem) {}

  @Requires(Permission.READ)
  @GetMapping("/{id}/faults")
  @Operation(operationId = "listCampaignFaults", summary = "The first rows that are wrong, and why")
  Page<FaultView> faults(
      Caller.Staff caller,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable Integer limit) {
    int most = limit == null ? FAULTS_SHOWN : Page.size(limit);
    desk.get(caller, id);
    return Page.all(
        faults.list(id, most).stream()
            .map(each -> new FaultView(each.line(), each.field(), WordedReason.of(each.reason())))
            .toList());
  }

  @Requires(Permission.READ)
  @GetMapping(path = "/{id}/faults/export", produces = "text/csv")
  @Operation(
      operationId = "exportCampaignFaults",
      summary = "What is wrong with which rows, as a table",
      responses =
          @ApiResponse(
              responseCode = "200",
              content = @Content(mediaType = "text/csv", schema = @Schema(type = "string"))))
  void exportFaults(Caller.Staff caller, @PathVariable UUID id, HttpServletResponse response)
      throws IOException {
    desk.get(caller, id);
    audit.record(Act.of("campaign.exported", "campaign", id));
    faults.write(id, "campaign-errors.csv", response);
  }
}
