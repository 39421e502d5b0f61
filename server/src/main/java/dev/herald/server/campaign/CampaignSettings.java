package dev.herald.server.campaign;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param besideUrgent the part of all processors' time that looking at rows and submitting them may
 *     take while messages of urgent lanes come in, 0.001 to 1
 */
@ConfigurationProperties("herald.campaigns")
record CampaignSettings(@DefaultValue("0.1") double besideUrgent) {
  CampaignSettings {
    if (!(besideUrgent >= 0.001 && besideUrgent <= 1)) {
      throw new IllegalArgumentException(
          "herald.campaigns.beside-urgent is a part of all processors' time, 0.001 to 1");
    }
  }
}
