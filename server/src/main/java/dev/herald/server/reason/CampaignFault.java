package dev.herald.server.reason;

import dev.herald.channel.Reason;

/** What is wrong with a campaign, or what it waits for. */
public sealed interface CampaignFault extends Reason {

  record AudienceMissing() implements CampaignFault {}

  record AudienceTwice() implements CampaignFault {}

  record AudienceEmpty() implements CampaignFault {}

  record LaneNotBulk(String lane) implements CampaignFault {}

  record HoursIncomplete() implements CampaignFault {}

  record OutsideHours(String opens) implements CampaignFault {}
}
