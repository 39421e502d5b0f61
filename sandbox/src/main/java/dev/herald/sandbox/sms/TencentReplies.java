package dev.herald.sandbox.sms;

import dev.herald.sandbox.http.Reply;
import dev.herald.sandbox.standin.Json;
import dev.herald.sandbox.standin.Refusal;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** The wrapping that every answer of Tencent Cloud has; its HTTP status is always 200. */
final class TencentReplies {
  private TencentReplies() {}

  static Reply error(Refusal refusal) {
    ObjectNode error = Json.object().put("Code", refusal.code()).put("Message", refusal.message());
    return of(Json.object().set("Error", error));
  }

  static Reply of(ObjectNode response) {
    response.put("RequestId", UUID.randomUUID().toString());
    return Reply.json(200, Json.object().set("Response", response).toString());
  }
}
