package dev.herald.sandbox.chat;

import dev.herald.sandbox.standin.Backing;
import dev.herald.sandbox.standin.StandIn;
import java.util.List;

/** Chats that are used abroad. */
public final class Chat {
  private Chat() {}

  public static List<StandIn> standIns(Backing backing) {
    return List.of(
        WhatsAppCloud.standIn(backing),
        TelegramBot.standIn(backing),
        SlackWebhook.standIn(backing),
        SlackApi.standIn(backing),
        DiscordWebhook.standIn(backing),
        TeamsWorkflow.standIn(backing));
  }
}
