package dev.herald.sandbox.webhook;

import dev.herald.sandbox.http.Reply;
import dev.herald.sandbox.standin.Backing;
import dev.herald.sandbox.standin.Check;
import dev.herald.sandbox.standin.Codes;
import dev.herald.sandbox.standin.Endpoint;
import dev.herald.sandbox.standin.Json;
import dev.herald.sandbox.standin.Provider;
import dev.herald.sandbox.standin.Refusal;
import dev.herald.sandbox.standin.Sent;
import dev.herald.sandbox.standin.StandIn;

/** Bark: {@code POST /push} with the key of a device in the body, or in the path. */
final class Bark {
  private static final Codes CODES =
      Codes.of(
          """
          400 400 RECIPIENT,CREDENTIALS failed to get device token: failed to get device token from database
          400 400 CONTENT   request bind failed
          401 401 -         I'm a teapot
          429 429 THROTTLED,retry=5 too many requests
          500 500 BUSY      push failed: internal server error
          404 404 PATH,METHOD Cannot POST
          """);

  private Bark() {}

  static StandIn standIn(Backing backing) {
    return Provider.of("bark", "bark", CODES)
        .at("api.day.app", "bark.*")
        .refuses(
            (refusal, _) -> Reply.json(refusal.status(), Bark.body(refusal), refusal.headers()))
        .with(push("POST /push", backing), push("POST /{key}", backing));
  }

  private static Endpoint push(String route, Backing backing) {
    return Endpoint.message(route)
        .reads(in ->
            Sent.by(in.request().host())
                .to(in.path("key").isEmpty() ? in.text("/device_key") : in.path("key"))
                .saying(in.text("/title"), in.text("/body")))
        .checks(
            Check.readable("400"),
            Check.recipients("400", "400", 1),
            Check.body("400", backing.figure("bark.bytes", 4_096)),
            Check.fate())
        .accepts("200", _ -> Reply.json(200, body(new Refusal("200", "success"))));
  }

  private static String body(Refusal refusal) {
    return Json.object()
        .put("code", Json.number(refusal))
        .put("message", refusal.message())
        .toString();
  }
}
