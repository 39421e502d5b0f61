package dev.herald.server.directory;

import java.util.Set;

/** The names of channels that an address may be given for. */
public interface ChannelNames {
  /** What Herald's documents call channels, whether a connector for them is there yet or not. */
  Set<String> USUAL =
      Set.of(
          "email",
          "sms",
          "app-push",
          "dingtalk",
          "feishu",
          "wecom",
          "infoflow",
          "wechat",
          "whatsapp",
          "webhook",
          "feed",
          "inbox");

  /** The usual ones, and those of the connectors that there are now; in no order. */
  Set<String> known();
}
