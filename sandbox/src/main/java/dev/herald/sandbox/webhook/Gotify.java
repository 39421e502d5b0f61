package dev.herald.sandbox.webhook;

import dev.herald.sandbox.http.Reply;
import dev.herald.sandbox.standin.Backing;
import dev.herald.sandbox.standin.Check;
import dev.herald.sandbox.standin.Codes;
import dev.herald.sandbox.standin.Credential;
import dev.herald.sandbox.standin.Endpoint;
import dev.herald.sandbox.standin.HttpCall;
import dev.herald.sandbox.standin.Incoming;
import dev.herald.sandbox.standin.Json;
import dev.herald.sandbox.standin.Provider;
import dev.herald.sandbox.standin.Refusal;
import dev.herald.sandbox.standin.Sent;
import dev.herald.sandbox.standin.StandIn;
import java.util.concurrent.atomic.AtomicLong;

/** Gotify: {@code POST /message} with an application's token in a header or the query. */
final class Gotify {
  private static final AtomicLong LAST_ID = new AtomicLong();
  private static final Codes CODES =
      Codes.of(
          """
          401 401 CREDENTIALS  you need to provide a valid access token or user credentials
          403 403 -            you are not allowed to access this api
          400 400 CONTENT      Field 'message' is required
          429 429 THROTTLED,retry=5 too many requests
          500 500 BUSY         an error occurred
          404 404 PATH,METHOD  page not found
          """);

  private Gotify() {}

  static StandIn standIn(Backing backing) {
    return Provider.of("gotify", "gotify", CODES)
        .at("gotify.*")
        .refuses((refusal, _) -> reply(refusal))
        .with(
            Endpoint.message("POST /message")
                .reads(in -> Sent.with(token(in)).saying(in.text("/title"), in.text("/message")))
                .trusts(Credential.named())
                .checks(Check.readable("400"), Check.present("400", "/message"))
                .accepts("200", Gotify::sent));
  }

  private static String token(Incoming in) {
    String key = in.header("x-gotify-key");
    return key.isEmpty() ? in.query("token") + in.bearer() : key;
  }

  private static Reply sent(HttpCall call) {
    return Reply.json(
        200,
        Json.object()
            .put("id", LAST_ID.incrementAndGet())
            .put("appid", 1)
            .put("message", call.text("/message"))
            .put("title", call.text("/title"))
            .toString());
  }

  private static Reply reply(Refusal refusal) {
    return Reply.json(
        refusal.status(),
        Json.object()
            .put("error", "refused")
            .put("errorCode", refusal.status())
            .put("errorDescription", refusal.message())
            .toString(),
        refusal.headers());
  }
}
