package dev.herald.sandbox.infoflow;

import dev.herald.sandbox.standin.Backing;
import dev.herald.sandbox.standin.StandIn;
import java.util.List;

/** Baidu Infoflow: the group's robot, and an app's messages. */
public final class Infoflow {
  private Infoflow() {}

  public static List<StandIn> standIns(Backing backing) {
    return List.of(InfoflowRobot.standIn(backing), InfoflowApp.standIn(backing));
  }
}
