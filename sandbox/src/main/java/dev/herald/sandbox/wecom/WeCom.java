package dev.herald.sandbox.wecom;

import dev.herald.sandbox.standin.Backing;
import dev.herald.sandbox.standin.StandIn;
import java.util.List;

/** WeCom: the group's robot, and an app's messages. */
public final class WeCom {
  private WeCom() {}

  public static List<StandIn> standIns(Backing backing) {
    return List.of(WeComRobot.standIn(backing), WeComApp.standIn(backing));
  }
}
