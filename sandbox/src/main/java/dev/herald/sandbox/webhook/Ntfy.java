package dev.herald.sandbox.webhook;

import dev.herald.sandbox.cap.Cap;
import dev.herald.sandbox.cap.Caps;
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
import java.util.UUID;

/** ntfy: to a topic, in JSON at the root or as the body of the topic's own path. */
final class Ntfy {
  private static final Codes CODES =
      Codes.of(
          """
          401 40101 WRONG              unauthorized
          403 40301 CREDENTIALS        forbidden
          400 40009 RECIPIENT          invalid request: topic invalid
          400 40024 CONTENT            invalid request: request body must be message JSON
          413 41301 -                  message or attachment too large
          429 42901 THROTTLED,retry=5  limit reached: too many requests
          503 50301 BUSY               service unavailable
          404 40401 PATH,METHOD        page not found
          """);

  private Ntfy() {}

  static StandIn standIn(Backing backing) {
    Caps caps = backing.caps(Cap.perMinute(backing.figure("ntfy.per-minute", 720)));
    int most = backing.figure("ntfy.bytes", 4_096);
    return Provider.of("ntfy", "ntfy", CODES)
        .at("ntfy.sh", "ntfy.*")
        .refuses((refusal, _) -> reply(refusal))
        .with(
            Endpoint.message("POST /")
                .reads(in ->
                    Sent.by(in.request().host())
                        .hiding(in.bearer())
                        .to(in.text("/topic"))
                        .saying(in.text("/title"), in.text("/message")))
                .checks(
                    Check.readable("40024"),
                    Check.that("40009", call -> isTopic(call.text("/topic"))),
                    Check.bytes("41301", most, "/message"),
                    Check.fate(),
                    Check.within(caps))
                .accepts("200", call -> sent(call.text("/topic"))),
            Endpoint.message("POST /{topic}")
                .reads(in ->
                    Sent.by(in.request().host())
                        .hiding(in.bearer())
                        .to(in.path("topic"))
                        .saying(in.header("title"), in.request().text()))
                .checks(
                    Check.that("40009", call -> isTopic(call.in().path("topic"))),
                    Check.body("41301", most),
                    Check.fate(),
                    Check.within(caps))
                .accepts("200", call -> sent(call.in().path("topic"))));
  }

  private static boolean isTopic(String topic) {
    return topic.matches("[-_A-Za-z0-9]{1,64}");
  }

  private static Reply sent(String topic) {
    return Reply.json(
        200,
        Json.object()
            .put("id", UUID.randomUUID().toString().substring(24))
            .put("event", "message")
            .put("topic", topic)
            .toString());
  }

  private static Reply reply(Refusal refusal) {
    return Reply.json(
        refusal.status(),
        Json.object()
            .put("code", Json.number(refusal))
            .put("http", refusal.status())
            .put("error", refusal.message())
            .toString(),
        refusal.headers());
  }
}
