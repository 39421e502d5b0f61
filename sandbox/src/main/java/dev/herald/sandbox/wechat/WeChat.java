package dev.herald.sandbox.wechat;

import dev.herald.sandbox.standin.Backing;
import dev.herald.sandbox.standin.StandIn;
import java.util.List;

/** WeChat's official accounts. */
public final class WeChat {
  private WeChat() {}

  public static List<StandIn> standIns(Backing backing) {
    return List.of(WeChatMp.standIn(backing));
  }
}
