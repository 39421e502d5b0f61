package dev.herald.sandbox.webhook;

import dev.herald.sandbox.http.Reply;
import dev.herald.sandbox.standin.Backing;
import dev.herald.sandbox.standin.Check;
import dev.herald.sandbox.standin.Codes;
import dev.herald.sandbox.standin.Credential;
import dev.herald.sandbox.standin.Endpoint;
import dev.herald.sandbox.standin.Json;
import dev.herald.sandbox.standin.Provider;
import dev.herald.sandbox.standin.Sent;
import dev.herald.sandbox.standin.StandIn;
import java.util.concurrent.atomic.AtomicLong;

/** ServerChan: {@code POST /{key}.send}, a form or JSON; the key is its only secret. */
final class ServerChan {
  private static final AtomicLong LAST_ID = new AtomicLong(100_000);
  private static final Codes CODES =
      Codes.of(
          """
          400 40001 CREDENTIALS  bad pushtoken
          400 40009 CONTENT      title is missing or too long
          400 40010 QUOTA        the quota of the day is used up
          429 40029 THROTTLED,retry=5 too many requests
          500 50000 BUSY         system error
          404 40400 PATH,METHOD  no such path
          """);

  private ServerChan() {}

  static StandIn standIn(Backing backing) {
    return Provider.of("serverchan", "serverchan", CODES)
        .at("sctapi.ftqq.com")
        .refuses((refusal, _) ->
            Reply.json(
                refusal.status(),
                Json.code(refusal).replace("\"msg\"", "\"message\""),
                refusal.headers()))
        .with(
            Endpoint.message("POST /{key}.send")
                .reads(in -> Sent.with(in.path("key")).saying(in.text("/title"), in.text("/desp")))
                .trusts(Credential.named())
                .checks(
                    Check.present("40009", "/title"),
                    Check.characters("40009", backing.figure("serverchan.title", 32), "/title"),
                    Check.bytes("40009", 32 * 1024, "/desp"))
                .accepts("0", _ -> sent()));
  }

  private static Reply sent() {
    var data = Json.object().put("pushid", Long.toString(LAST_ID.incrementAndGet()));
    data.put("error", "SUCCESS").put("errno", 0);
    return Reply.json(
        200, Json.object().put("code", 0).put("message", "").set("data", data).toString());
  }
}
