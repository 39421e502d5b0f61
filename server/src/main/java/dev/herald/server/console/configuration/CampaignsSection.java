package dev.herald.server.console.configuration;

import dev.herald.server.authorization.Caller;
import dev.herald.server.campaign.CampaignOrder;
import dev.herald.server.campaign.Campaigns;
import dev.herald.server.platform.Change;
import dev.herald.server.platform.json.JsonBodies;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** {@code campaigns}, by a code of the file's own. */
@Component
@Order(9)
record CampaignsSection(Campaigns campaigns, JsonBodies bodies) implements Section {
  @Override
  public String name() {
    return "campaigns";
  }

  @Override
  public List<Change> put(Caller by, String code, JsonNode piece) {
    return List.of(campaigns.make(by, code, bodies.read(piece, CampaignOrder.class)));
  }
}
