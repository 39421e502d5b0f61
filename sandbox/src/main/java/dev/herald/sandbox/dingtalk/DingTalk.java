package dev.herald.sandbox.dingtalk;

import dev.herald.sandbox.standin.Backing;
import dev.herald.sandbox.standin.StandIn;
import java.util.List;

/** DingTalk: the group's robot, work notices, and the robot of an app. */
public final class DingTalk {
  private DingTalk() {}

  public static List<StandIn> standIns(Backing backing) {
    return List.of(
        DingTalkRobot.standIn(backing),
        DingTalkWork.standIn(backing),
        DingTalkOto.standIn(backing));
  }
}
