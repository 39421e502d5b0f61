package dev.herald.sandbox;

import dev.herald.sandbox.chat.Chat;
import dev.herald.sandbox.dingtalk.DingTalk;
import dev.herald.sandbox.feishu.Feishu;
import dev.herald.sandbox.infoflow.Infoflow;
import dev.herald.sandbox.push.Push;
import dev.herald.sandbox.sms.Sms;
import dev.herald.sandbox.standin.Backing;
import dev.herald.sandbox.standin.StandIn;
import dev.herald.sandbox.webhook.Webhooks;
import dev.herald.sandbox.wechat.WeChat;
import dev.herald.sandbox.wecom.WeCom;
import java.util.List;
import java.util.function.Function;

/** All HTTP providers, a family a package. The last one takes what no other has. */
final class StandIns {
  private static final List<Function<Backing, List<StandIn>>> FAMILIES =
      List.of(
          DingTalk::standIns,
          Feishu::standIns,
          WeCom::standIns,
          Infoflow::standIns,
          WeChat::standIns,
          Sms::standIns,
          Push::standIns,
          Chat::standIns,
          Webhooks::standIns);

  private StandIns() {}

  static List<StandIn> all(Backing backing) {
    return FAMILIES.stream().flatMap(family -> family.apply(backing).stream()).toList();
  }
}
