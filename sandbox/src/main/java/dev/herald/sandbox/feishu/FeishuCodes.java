package dev.herald.sandbox.feishu;

import dev.herald.sandbox.http.Reply;
import dev.herald.sandbox.standin.Codes;
import dev.herald.sandbox.standin.HttpCall;
import dev.herald.sandbox.standin.Json;
import dev.herald.sandbox.standin.Refusal;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** What the open platform calls its errors. */
final class FeishuCodes {
  static final Codes CODES =
      Codes.of(
          """
          400 10014    CREDENTIALS app is disabled
          400 10015    LOGIN       app secret is invalid
          400 99991543 -           unknown app id
          400 99991661 MISSING     missing access token
          400 99991663 STALE       the token is invalid or expired
          400 99991664 -           the app access token is invalid
          400 99991665 -           the tenant access token is invalid
          400 99991671 WRONG       the access token is invalid
          400 99991672 -           a scope is missing
          429 99991400 THROTTLED,retry=1 request trigger frequency limit
          400 230020   limited,capped     too many messages to this receiver
          500 1500     BUSY        internal error
          500 10012    -           the token service failed
          500 10013    -           the token service failed
          400 230049   -           the message is being sent
          400 230001   RECIPIENT,unknown  invalid receive_id
          400 230034   -           the receiver id is invalid
          400 230013   blocked     the user is outside of the bot's availability
          400 230029   -           the user has resigned
          400 230002   -           the bot is not in the group
          400 230006   -           the bot ability is off
          400 230018   -           no permission in this chat
          400 230035   -           no permission to send
          400 230027   -           lack of permission
          400 230022   CONTENT     the content has sensitive information
          400 230025   -           the content is too long
          400 230028   -           stopped by data loss prevention
          400 230099   -           the card could not be made
          400 10003    -           invalid parameter
          200 10002    -           sending failed
          200 11101    -           unknown open_id
          200 11203    -           no permission
          200 11204    -           no permission
          200 11205    -           the app has no bot
          404 99991404 PATH        no such path
          """);

  private FeishuCodes() {}

  static Reply ok(ObjectNode data) {
    ObjectNode body = Json.object().put("code", 0).put("msg", "success");
    return Reply.json(200, body.set("data", data).toString());
  }

  /** The older batch interface and the token service answer 200 whatever is wrong. */
  static Reply reply(Refusal refusal, HttpCall call) {
    boolean older = call.request().path().startsWith("/open-apis/message/v4/");
    boolean own = refusal.code().length() < 8 && refusal.status() == 400;
    int status = older && own ? 200 : refusal.status();
    return Reply.json(
        status,
        Json.code(refusal),
        refusal.retryAfter() == null
            ? Map.of()
            : Map.of("x-ogw-ratelimit-reset", refusal.retryAfter().toString()));
  }
}
