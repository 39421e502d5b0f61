package dev.herald.server.campaign;

import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.authorization.Caller;
import dev.herald.server.job.JobScheduler;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.CampaignFault;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.ProblemReason;
import dev.herald.server.reason.Thing;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Where people make campaigns, and approve, start, pause and stop them. */
@Component
class CampaignDesk {
  private final CampaignPlan plan;
  private final CampaignStore store;
  private final CampaignNames names;
  private final JobScheduler scheduler;
  private final AuditLog audit;

  CampaignDesk(
      CampaignPlan plan,
      CampaignStore store,
      CampaignNames names,
      JobScheduler scheduler,
      AuditLog audit) {
    this.plan = plan;
    this.store = store;
    this.names = names;
    this.scheduler = scheduler;
    this.audit = audit;
  }

  @Transactional
  Campaign make(Caller caller, CampaignOrder order) {
    Campaign made = plan.of(caller, order);
    store.make(made, CampaignPlan.data(order), order.token());
    record("campaign.made", made);
    scheduler.hurry(CampaignSetup.JOB);
    return made;
  }

  List<Campaign> list(Caller caller, int most) {
    return store.list(caller.reach(), most);
  }

  /**
   * @throws RequestProblem.NotFound also when it is out of reach
   */
  Campaign get(Caller caller, UUID id) {
    return store
        .find(id)
        .filter(each -> names.sees(caller, each))
        .orElseThrow(() -> new RequestProblem.NotFound(Thing.CAMPAIGN, id));
  }

  /**
   * @throws RequestProblem.Conflict when the caller made it, or it is not ready
   */
  @Transactional
  Campaign approve(Caller caller, UUID id) {
    Campaign found = get(caller, id);
    if (found.people().requestedBy().equals(caller.name())) {
      throw new RequestProblem.Conflict(new ProblemReason.CampaignOfOwn());
    }
    if (!store.approve(id, caller.name())) {
      throw notNow(found);
    }
    record("campaign.approved", found);
    return get(caller, id);
  }

  /** Starts one that is ready, or goes on with one that is paused. Again changes nothing. */
  @Transactional
  Campaign start(Caller caller, UUID id) {
    Campaign found = get(caller, id);
    if (found.state() == Campaign.State.RUNNING) {
      return found;
    }
    if (found.state() == Campaign.State.READY && found.needsApproval()) {
      throw new RequestProblem.Conflict(new ProblemReason.CampaignUnapproved());
    }
    if (found.state() == Campaign.State.READY && found.counts().total() == 0) {
      throw new RequestProblem.Invalid("", new CampaignFault.AudienceEmpty());
    }
    if (!store.start(id)) {
      throw notNow(found);
    }
    record(found.state() == Campaign.State.PAUSED ? "campaign.resumed" : "campaign.started", found);
    scheduler.hurry(CampaignSetup.JOB);
    return get(caller, id);
  }

  @Transactional
  Campaign pause(Caller caller, UUID id) {
    Campaign found = get(caller, id);
    if (found.state() == Campaign.State.PAUSED) {
      return found;
    }
    if (!store.pause(id)) {
      throw notNow(found);
    }
    record("campaign.paused", found);
    return get(caller, id);
  }

  /** Changes nothing when it is over already. */
  @Transactional
  Campaign stop(Caller caller, UUID id) {
    Campaign found = get(caller, id);
    if (store.stop(id)) {
      record("campaign.stopped", found);
    }
    return get(caller, id);
  }

  @Transactional
  Campaign pace(Caller caller, UUID id, @Nullable Integer wanted) {
    Campaign found = get(caller, id);
    FieldErrors errors = new FieldErrors();
    if (wanted == null) {
      errors.add("perSecond", new FieldFault.FieldMissing());
    }
    int perSecond = CampaignPlan.perSecond(wanted, errors);
    errors.throwIfAny();
    if (!store.pace(id, perSecond)) {
      throw notNow(found);
    }
    audit.record(Act.of("campaign.paced", "campaign", id).with(Map.of("perSecond", perSecond)));
    return get(caller, id);
  }

  private static RequestProblem.Conflict notNow(Campaign found) {
    return new RequestProblem.Conflict(new ProblemReason.CampaignNotReady(found.state().name()));
  }

  private void record(String action, Campaign of) {
    audit.record(Act.of(action, "campaign", of.id()).with(Map.of("name", of.name())));
  }
}
