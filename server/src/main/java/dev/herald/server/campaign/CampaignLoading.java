package dev.herald.server.campaign;

import dev.herald.channel.Reason;
import dev.herald.server.authorization.Caller;
import dev.herald.server.directory.Recipients;
import dev.herald.server.directory.Tenant;
import dev.herald.server.directory.Tenants;
import dev.herald.server.intake.Intake;
import dev.herald.server.intake.IntakeCheck;
import dev.herald.server.platform.Shutdown;
import dev.herald.server.platform.problem.FieldError;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.suppression.Suppressions;
import dev.herald.server.task.NewMessage;
import dev.herald.server.upload.RowFaults;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Loads an audience into rows, and looks at each as it will be looked at when it is sent: that is
 * the dry run. Each chunk is one transaction with the place that was reached.
 */
@Component
class CampaignLoading {
  private static final Pattern OF_ENTRY = Pattern.compile("to\\[0]\\.?(.*)");

  private final CampaignStore store;
  private final CampaignRows rows;
  private final CampaignSubmissions submissions;
  private final AudienceReader reader;
  private final Tenants tenants;
  private final Recipients recipients;
  private final Intake intake;
  private final Suppressions suppressions;
  private final RowFaults faults;
  private final TransactionTemplate transaction;
  private final Shutdown shutdown;

  CampaignLoading(
      CampaignStore store,
      CampaignRows rows,
      CampaignSubmissions submissions,
      AudienceReader reader,
      Tenants tenants,
      Recipients recipients,
      Intake intake,
      Suppressions suppressions,
      RowFaults faults,
      TransactionTemplate transaction,
      Shutdown shutdown) {
    this.store = store;
    this.rows = rows;
    this.submissions = submissions;
    this.reader = reader;
    this.tenants = tenants;
    this.recipients = recipients;
    this.intake = intake;
    this.suppressions = suppressions;
    this.faults = faults;
    this.transaction = transaction;
    this.shutdown = shutdown;
  }

  /**
   * Until its end, or until it was stopped or this process leaves.
   *
   * @param restrained whether somebody waits for something urgent
   * @param between is run after each chunk
   */
  void load(Campaign campaign, UUID worker, BooleanSupplier restrained, Runnable between) {
    Turn turn = turn(campaign, worker);
    reader.read(
        campaign,
        turn.tenant,
        restrained,
        chunk -> {
          boolean ours = load(turn, chunk);
          between.run();
          return ours && !shutdown.begun();
        });
  }

  /** What the campaign's URL has answered. */
  void load(Campaign campaign, UUID worker, AudienceCall.Page.Read page) {
    load(turn(campaign, worker), AudienceReader.chunk(campaign, page));
  }

  /**
   * What the chunks of a campaign are looked at with.
   *
   * @param byChannel how many messages there are, with those of the chunks so far
   */
  private record Turn(
      Campaign campaign,
      UUID worker,
      Tenant tenant,
      RowRequests requests,
      Caller caller,
      Map<String, Long> byChannel) {}

  private Turn turn(Campaign campaign, UUID worker) {
    return new Turn(
        campaign,
        worker,
        tenants.get(campaign.whose().tenantId()),
        submissions.requests(campaign),
        submissions.caller(campaign),
        new TreeMap<>(campaign.byChannel()));
  }

  private boolean load(Turn turn, AudienceReader.Chunk chunk) {
    findTogether(turn.tenant, chunk);
    return write(turn, chunk, look(turn, chunk));
  }

  /** So that looking at each asks the database for none. */
  private void findTogether(Tenant tenant, AudienceReader.Chunk chunk) {
    List<String> codes =
        chunk.members().stream()
            .map(member -> member.values().get("recipient"))
            .filter(Objects::nonNull)
            .toList();
    if (!codes.isEmpty()) {
      recipients.find(tenant.id(), codes);
    }
  }

  /** A row that is right, with the channels of its messages. */
  private record Fit(CampaignRows.NewRow row, List<String> channels, boolean suppressed) {}

  private record Looked(List<Fit> fits, List<RowFaults.RowFault> faults, long wrong) {}

  private Looked look(Turn turn, AudienceReader.Chunk chunk) {
    Campaign campaign = turn.campaign;
    RowRequests requests = turn.requests;
    List<Fit> fits = new ArrayList<>();
    List<RowFaults.RowFault> wrong = new ArrayList<>();
    Set<Long> wrongRows = new HashSet<>();
    for (AudienceReader.Member member : chunk.members()) {
      Reason fault = member.fault();
      if (fault != null) {
        wrong.add(new RowFaults.RowFault(member.number(), member.column(), fault));
        wrongRows.add(member.number());
        continue;
      }
      String to = member.entry() == null ? requests.to(member.values()) : member.entry();
      switch (intake.check(
          submissions.line(campaign, turn.caller, member.number(), requests.submission(to)))) {
        case IntakeCheck.Fits(List<NewMessage> messages) ->
            fits.add(fit(member.number(), to, messages));
        case IntakeCheck.Wrong(RequestProblem problem) -> {
          wrongRows.add(member.number());
          for (FieldError error : errors(problem)) {
            wrong.add(
                new RowFaults.RowFault(
                    member.number(), column(campaign, error.field()), error.reason()));
          }
        }
      }
    }
    return new Looked(fits, wrong, wrongRows.size());
  }

  private Fit fit(long number, String to, List<NewMessage> messages) {
    String reaches =
        messages.stream()
            .map(each -> each.context().route().destination())
            .map(address -> address.kind() + " " + address.common())
            .distinct()
            .sorted()
            .collect(Collectors.joining("\n"));
    return new Fit(
        new CampaignRows.NewRow(number, reaches, to),
        messages.stream().map(each -> each.context().route().channel().name()).toList(),
        !messages.isEmpty()
            && messages.stream().allMatch(each -> suppressions.on(each).isPresent()));
  }

  private static List<FieldError> errors(RequestProblem problem) {
    return problem instanceof RequestProblem.Invalid invalid
        ? invalid.errors()
        : List.of(new FieldError("", problem.reason()));
  }

  /** The column of a file that a field of the submission comes from. */
  private static String column(Campaign campaign, String field) {
    Matcher ofEntry = OF_ENTRY.matcher(field);
    String target = ofEntry.matches() ? ofEntry.group(1) : field;
    return campaign.audience() instanceof Audience.OfFile file
        ? file.mapping().column(target)
        : target;
  }

  private boolean write(Turn turn, AudienceReader.Chunk chunk, Looked looked) {
    Campaign campaign = turn.campaign;
    return Boolean.TRUE.equals(
        transaction.execute(status -> {
          Set<Long> added =
              new HashSet<>(rows.add(campaign.id(), looked.fits.stream().map(Fit::row).toList()));
          List<Fit> kept =
              looked.fits.stream().filter(fit -> added.contains(fit.row.number())).toList();
          Map<String, Long> counts = new HashMap<>();
          kept.forEach(fit -> fit.channels.forEach(each -> counts.merge(each, 1L, Long::sum)));
          counts.forEach((channel, count) -> turn.byChannel.merge(channel, count, Long::sum));
          faults.add(campaign.id(), looked.faults);
          boolean ours =
              store.loaded(
                  campaign,
                  turn.worker,
                  new CampaignStore.Loaded(
                      chunk.to(),
                      chunk.looked(),
                      kept.size(),
                      looked.wrong,
                      looked.fits.size() - kept.size(),
                      kept.stream().filter(Fit::suppressed).count(),
                      turn.byChannel,
                      chunk.over()));
          if (!ours) {
            status.setRollbackOnly();
          }
          return ours;
        }));
  }
}
