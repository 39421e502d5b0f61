package dev.herald.sandbox.feishu;

import dev.herald.sandbox.standin.Backing;
import dev.herald.sandbox.standin.StandIn;
import java.util.List;

/** Feishu and Lark: the group's bot, and an app's messages. */
public final class Feishu {
  private Feishu() {}

  public static List<StandIn> standIns(Backing backing) {
    return List.of(FeishuBot.standIn(backing), FeishuApp.standIn(backing));
  }
}
