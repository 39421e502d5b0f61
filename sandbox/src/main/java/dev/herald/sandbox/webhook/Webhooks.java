package dev.herald.sandbox.webhook;

import dev.herald.sandbox.standin.Backing;
import dev.herald.sandbox.standin.StandIn;
import java.util.List;

/** Receivers of one plain request: small services, and whatever else listens. */
public final class Webhooks {
  private Webhooks() {}

  public static List<StandIn> standIns(Backing backing) {
    return List.of(
        Ntfy.standIn(backing),
        Gotify.standIn(backing),
        Bark.standIn(backing),
        ServerChan.standIn(backing),
        Webhook.standIn(backing));
  }
}
