package dev.herald.server.campaign;

import dev.herald.server.authorization.Caller;
import dev.herald.server.intake.Incoming;
import dev.herald.server.intake.Intake;
import dev.herald.server.intake.IntakeResult;
import dev.herald.server.reason.CampaignFault;
import dev.herald.server.reason.TraceReason;
import dev.herald.server.task.Saved;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Submits the next rows of a campaign, and writes what became of them with the place reached. */
@Component
class CampaignSending {
  private static final Logger log = LoggerFactory.getLogger(CampaignSending.class);
  private static final int MOST_AT_ONCE = 50;
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private final CampaignStore store;
  private final CampaignRows rows;
  private final CampaignSubmissions submissions;
  private final Intake intake;
  private final TransactionTemplate transaction;
  private final Clock clock;

  CampaignSending(
      CampaignStore store,
      CampaignRows rows,
      CampaignSubmissions submissions,
      Intake intake,
      TransactionTemplate transaction,
      Clock clock) {
    this.store = store;
    this.rows = rows;
    this.submissions = submissions;
    this.intake = intake;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * @return how long the campaign rests then, so that it is no faster than asked for
   */
  Duration send(Campaign campaign, UUID worker) {
    Instant now = clock.instant();
    Instant opens = campaign.pace().opens(now);
    if (opens.isAfter(now)) {
      store.putOff(
          campaign,
          worker,
          new Campaign.Hold(opens, new CampaignFault.OutsideHours(opens.toString())));
      return Duration.ZERO;
    }
    int rate = campaign.pace().perSecond();
    int most = Math.clamp(rate / 2, 1, MOST_AT_ONCE);
    Optional<List<CampaignRows.Row>> taken = take(campaign, worker, most);
    if (taken.isEmpty()) {
      return Duration.ZERO;
    }
    List<CampaignRows.Row> next = taken.get();
    Submitted submitted = submit(campaign, next);
    boolean over = submitted.hold == null && next.size() < most;
    boolean ours = write(campaign, worker, submitted, over);
    if (ours && submitted.hold != null) {
      store.putOff(campaign, worker, submitted.hold);
    }
    return Duration.ofSeconds(submitted.fates.size()).dividedBy(rate);
  }

  /** The next rows, unless another process works on the campaign. */
  private Optional<List<CampaignRows.Row>> take(Campaign campaign, UUID worker, int most) {
    return transaction.execute(_ -> {
      if (!store.hold(campaign, worker)) {
        return Optional.empty();
      }
      List<CampaignRows.Row> next = rows.next(campaign.id(), campaign.position(), most);
      if (!next.isEmpty()) {
        store.taken(campaign, next.getLast().number());
      }
      return Optional.of(next);
    });
  }

  /**
   * @param fates of the rows before the first that something holds up
   */
  private record Submitted(List<CampaignRows.Fate> fates, Campaign.@Nullable Hold hold) {}

  private Submitted submit(Campaign campaign, List<CampaignRows.Row> next) {
    if (next.isEmpty()) {
      return new Submitted(List.of(), null);
    }
    RowRequests requests = submissions.requests(campaign);
    Caller caller = submissions.caller(campaign);
    List<Incoming.Line> lines =
        next.stream()
            .map(row ->
                submissions.line(campaign, caller, row.number(), requests.submission(row.to())))
            .toList();
    List<IntakeResult> results = intake.accept(lines);
    List<CampaignRows.Fate> fates = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      long number = next.get(i).number();
      switch (results.get(i)) {
        case IntakeResult.Accepted(Saved.Ack ack) -> fates.add(accepted(number, ack));
        case IntakeResult.Repeated(Saved.Ack ack) -> fates.add(accepted(number, ack));
        case IntakeResult.Refused(var problem) ->
            fates.add(new CampaignRows.Fate(number, List.of(), problem.reason()));
        case IntakeResult.Failed(Throwable failure) -> {
          log.warn("Row {} of campaign {} failed: {}", number, campaign.id(), failure.toString());
          fates.add(
              new CampaignRows.Fate(
                  number,
                  List.of(),
                  new TraceReason.ErrorInside(failure.getClass().getSimpleName())));
        }
        case IntakeResult.Busy busy -> {
          return new Submitted(
              fates, new Campaign.Hold(until(busy.after()), busy.problem().reason()));
        }
      }
    }
    return new Submitted(fates, null);
  }

  private Instant until(Duration wait) {
    return clock.instant().plus(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
  }

  private static CampaignRows.Fate accepted(long number, Saved.Ack ack) {
    return new CampaignRows.Fate(
        number, ack.messages().stream().map(Saved.Line::id).toList(), null);
  }

  private boolean write(Campaign campaign, UUID worker, Submitted submitted, boolean over) {
    long refused = submitted.fates.stream().filter(fate -> fate.refused() != null).count();
    return Boolean.TRUE.equals(
        transaction.execute(_ -> {
          boolean ours =
              store.sent(
                  campaign,
                  worker,
                  new CampaignStore.Sent(
                      submitted.fates.isEmpty()
                          ? campaign.position()
                          : submitted.fates.getLast().number(),
                      submitted.fates.size() - refused,
                      refused,
                      over));
          if (ours) {
            rows.record(campaign.id(), submitted.fates);
          }
          return ours;
        }));
  }
}
