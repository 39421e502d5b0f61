package dev.herald.server.campaign;

import dev.herald.server.application.Applications;
import dev.herald.server.authorization.Caller;
import dev.herald.server.directory.Tenants;
import dev.herald.server.node.Nodes;
import org.springframework.stereotype.Component;

/** What people call the things that a campaign belongs to. */
@Component
record CampaignNames(Applications applications, Nodes nodes, Tenants tenants) {
  String application(Campaign of) {
    return applications.get(of.whose().applicationId()).code();
  }

  String node(Campaign of) {
    return nodes.get(of.whose().nodeId()).code();
  }

  String tenant(Campaign of) {
    return tenants.get(of.whose().tenantId()).code();
  }

  boolean sees(Caller caller, Campaign of) {
    return of.isWithin(caller.reach(), application(of), tenant(of));
  }
}
