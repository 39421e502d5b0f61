package dev.herald.server.campaign;

import dev.herald.server.application.Applications;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.KeyGrant;
import dev.herald.server.directory.Tenants;
import dev.herald.server.intake.CallerKey;
import dev.herald.server.intake.Incoming;
import dev.herald.server.node.Nodes;
import org.springframework.stereotype.Component;

/** How the rows of a campaign come to {@code Intake}. */
@Component
class CampaignSubmissions {
  private final Applications applications;
  private final Nodes nodes;
  private final Tenants tenants;
  private final CampaignStore store;

  CampaignSubmissions(
      Applications applications, Nodes nodes, Tenants tenants, CampaignStore store) {
    this.applications = applications;
    this.nodes = nodes;
    this.tenants = tenants;
    this.store = store;
  }

  /**
   * @throws dev.herald.server.platform.problem.RequestProblem.NotFound when its node or tenant is
   *     gone
   */
  RowRequests requests(Campaign of) {
    return new RowRequests(
        nodes.get(of.whose().nodeId()),
        tenants.get(of.whose().tenantId()).code(),
        store.data(of.id()));
  }

  /** Whose messages they are; traces name the campaign beside it. */
  Caller caller(Campaign of) {
    return new Caller.OfApplication(applications.get(of.whose().applicationId()), KeyGrant.FULL);
  }

  Incoming.Line line(Campaign of, Caller caller, long number, byte[] submission) {
    return new Incoming.Line(
        caller,
        CallerKey.ofRecord("campaign " + of.id(), String.valueOf(number)),
        null,
        "campaign " + of.id(),
        submission);
  }
}
