package dev.herald.sandbox.push;

import dev.herald.sandbox.standin.Backing;
import dev.herald.sandbox.standin.StandIn;
import java.util.List;

/** Notifications on phones. */
public final class Push {
  private Push() {}

  public static List<StandIn> standIns(Backing backing) {
    return List.of(
        Apns.standIn(backing),
        Fcm.standIn(backing),
        JPush.standIn(backing),
        Getui.standIn(backing),
        TigerApp.standIn(backing));
  }
}
