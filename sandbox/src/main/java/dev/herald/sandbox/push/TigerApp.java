package dev.herald.sandbox.push;

import dev.herald.sandbox.account.Signing;
import dev.herald.sandbox.cap.Cap;
import dev.herald.sandbox.http.Reply;
import dev.herald.sandbox.outbox.SignatureCheck;
import dev.herald.sandbox.receipt.Callback;
import dev.herald.sandbox.receipt.Receipt;
import dev.herald.sandbox.standin.Backing;
import dev.herald.sandbox.standin.Batch;
import dev.herald.sandbox.standin.Check;
import dev.herald.sandbox.standin.Codes;
import dev.herald.sandbox.standin.Endpoint;
import dev.herald.sandbox.standin.Fate;
import dev.herald.sandbox.standin.HttpCall;
import dev.herald.sandbox.standin.Incoming;
import dev.herald.sandbox.standin.Json;
import dev.herald.sandbox.standin.Provider;
import dev.herald.sandbox.standin.Refusal;
import dev.herald.sandbox.standin.Repeats;
import dev.herald.sandbox.standin.Sent;
import dev.herald.sandbox.standin.StandIn;
import dev.herald.sandbox.standin.Verdict;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A company's own app behind its own HTTP API, as an operator would find it in-house. This is all
 * there is to know of it.
 *
 * <p><b>Where.</b> Any host that starts with {@code tiger.} or {@code tiger-app.}.
 *
 * <p><b>Who.</b> Each request has {@code X-App-Id}, {@code X-Timestamp} (epoch seconds, five
 * minutes off at most) and {@code X-Signature}: {@code hex(HMAC-SHA256(secret, timestamp + "\n" +
 * body))}; the body of a GET or DELETE is empty.
 *
 * <p><b>Send.</b> {@code POST /api/v1/notices} with {@code {"devices":["…"],"title":"…","body":"…",
 * "link":"https://…"}}: 1 to 500 devices, title and body together 2,000 bytes of UTF-8, link
 * optional. The header {@code Idempotency-Key} makes a repeat harmless for a day. The answer is 202
 * with {@code {"notice":"n-…","refused":[{"device":"…","code":"DEVICE_GONE"}]}}: who is in {@code
 * refused} was not served, all others were. When nobody is left it is 422 with the first one's
 * code.
 *
 * <p><b>Ask and recall.</b> {@code GET /api/v1/notices/{notice}} answers {@code
 * {"devices":[{"device":"…","state":"PENDING|SHOWN|OPENED|FAILED"}]}}, {@code DELETE} of the same
 * path takes the notice back: 204, or 404 {@code NO_SUCH_NOTICE}.
 *
 * <p><b>Reports.</b> A callback gets {@code POST {"notice":"…","device":"…",
 * "state":"SHOWN|OPENED|FAILED","at":1767323045000}} with {@code X-Timestamp} and {@code
 * X-Signature} made in the same way.
 *
 * <p><b>Errors.</b> {@code {"error":{"code":"…","message":"…"}}} with an HTTP status: 401 {@code
 * BAD_SIGNATURE}, {@code STALE_TIMESTAMP}, {@code UNKNOWN_APP}; 400 {@code BAD_REQUEST}; 413 {@code
 * TOO_LONG}; 422 {@code DEVICE_GONE}, {@code OPTED_OUT}; 429 {@code SLOW_DOWN} with {@code
 * Retry-After}, at 50 calls a second and app; 503 {@code MAINTENANCE} with {@code Retry-After}.
 */
final class TigerApp {
  private static final String NAME = "tiger-app";
  private static final String NOTICES = "/api/v1/notices";
  private static final int KEPT = 10_000;
  private static final long CLOCK_TOLERANCE = 300;
  private static final Codes CODES =
      Codes.of(
          """
          401 UNKNOWN_APP      CREDENTIALS      there is no such app
          401 BAD_SIGNATURE    MISSING,WRONG    X-Signature does not fit the body
          401 STALE_TIMESTAMP  STALE            X-Timestamp is off by over five minutes
          400 BAD_REQUEST      METHOD           1 to 500 devices, a title and a body are wanted
          413 TOO_LONG         CONTENT          title and body are longer than 2000 bytes
          422 DEVICE_GONE      RECIPIENT        the app was removed from the device
          422 OPTED_OUT        blocked          the user wants no notices
          429 SLOW_DOWN        THROTTLED,retry=2  over 50 calls in a second
          503 MAINTENANCE      BUSY,retry=30    back soon
          404 NO_SUCH_NOTICE   PATH             there is no such notice
          """);

  private final Backing backing;
  private final Map<String, Batch> notices =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Batch> eldest) {
          return size() > KEPT;
        }
      };

  private TigerApp(Backing backing) {
    this.backing = backing;
  }

  static StandIn standIn(Backing backing) {
    TigerApp app = new TigerApp(backing);
    Repeats repeats = backing.repeats(Duration.ofDays(1));
    return Provider.of(NAME, "app-push", CODES)
        .at("tiger.*", "tiger-app.*")
        .refuses((refusal, _) -> reply(refusal))
        .with(
            Endpoint.message("POST " + NOTICES)
                .reads(TigerApp::read)
                .trusts(app::signature)
                .checks(
                    Check.present("BAD_REQUEST", "/title", "/body"),
                    Check.recipients("BAD_REQUEST", "BAD_REQUEST", 500),
                    Check.that("TOO_LONG", TigerApp::isShort),
                    Check.within(backing.caps(Cap.perSecond(50))))
                .judges(call ->
                    repeats.judge(call.in().header("idempotency-key"), () -> app.send(call))),
            Endpoint.question("GET " + NOTICES + "/{notice}")
                .reads(TigerApp::read)
                .trusts(app::signature)
                .judges(app::find),
            Endpoint.question("DELETE " + NOTICES + "/{notice}")
                .reads(TigerApp::read)
                .trusts(app::signature)
                .judges(app::recall));
  }

  private SignatureCheck signature(HttpCall call) {
    String signature = call.in().header("x-signature");
    String timestamp = call.in().header("x-timestamp");
    if (signature.isEmpty() || !timestamp.matches("\\d{10}")) {
      return SignatureCheck.MISSING;
    }
    long off = backing.clock().instant().getEpochSecond() - Long.parseLong(timestamp);
    return Math.abs(off) > CLOCK_TOLERANCE
        ? SignatureCheck.STALE
        : SignatureCheck.against(
            backing.accounts().secrets(NAME, call.account()),
            secret -> signature.equals(sign(secret, timestamp, call.request().text())));
  }

  private static String sign(String secret, String timestamp, String body) {
    return Signing.hex(Signing.hmacSha256(Signing.bytes(secret), timestamp + "\n" + body));
  }

  private static Sent read(Incoming in) {
    return Sent.by(in.header("x-app-id"))
        .hiding(in.header("x-signature"))
        .to(in.texts("/devices"))
        .id(in.header("idempotency-key"))
        .saying(in.text("/title"), in.text("/body"));
  }

  private static boolean isShort(HttpCall call) {
    return Signing.bytes(call.text("/title") + call.text("/body")).length <= 2_000;
  }

  private Verdict send(HttpCall call) {
    Batch batch = Batch.of(call.to(), CODES::refusalOf);
    if (batch.served().isEmpty()) {
      return batch.verdict("202", reply(batch.refused().values().iterator().next()));
    }
    String notice = "n-" + UUID.randomUUID();
    synchronized (notices) {
      notices.put(notice, batch);
    }
    batch.served().forEach(device -> report(call, notice, device));
    ObjectNode body = Json.object().put("notice", notice);
    var refused = body.putArray("refused");
    batch
        .refused()
        .forEach((device, refusal) ->
            refused.addObject().put("device", device).put("code", refusal.code()));
    return batch.verdict("202", Reply.json(202, body.toString()));
  }

  private void report(HttpCall call, String notice, String device) {
    String state = state(Fate.of(device));
    if (!state.equals("PENDING")) {
      backing
          .receipts()
          .send(NAME, call.account(), callback -> report(notice, device, state, callback));
    }
  }

  private Receipt report(String notice, String device, String state, Callback callback) {
    String timestamp = Long.toString(backing.clock().instant().getEpochSecond());
    String body =
        Json.object()
            .put("notice", notice)
            .put("device", device)
            .put("state", state)
            .put("at", backing.clock().millis())
            .toString();
    return Receipt.json(body)
        .with(
            Map.of(
                "X-Timestamp", timestamp, "X-Signature", sign(callback.secret(), timestamp, body)));
  }

  private static String state(@Nullable Fate fate) {
    return switch (fate) {
      case SILENT -> "PENDING";
      case UNDELIVERED -> "FAILED";
      case READ -> "OPENED";
      case null, default -> "SHOWN";
    };
  }

  private Verdict find(HttpCall call) {
    Batch batch;
    synchronized (notices) {
      batch = notices.get(call.in().path("notice"));
    }
    if (batch == null) {
      return unknown();
    }
    ObjectNode body = Json.object();
    var devices = body.putArray("devices");
    List<String> served = batch.served();
    served.forEach(
        device -> devices.addObject().put("device", device).put("state", state(Fate.of(device))));
    return Verdict.accepted("200", Reply.json(200, body.toString()));
  }

  private Verdict recall(HttpCall call) {
    synchronized (notices) {
      return notices.remove(call.in().path("notice")) == null
          ? unknown()
          : Verdict.accepted("204", Reply.empty(204, Map.of()));
    }
  }

  private static Verdict unknown() {
    Refusal refusal = CODES.refusal("NO_SUCH_NOTICE");
    return Verdict.refused(refusal, SignatureCheck.NONE, reply(refusal));
  }

  private static Reply reply(Refusal refusal) {
    ObjectNode error = Json.object().put("code", refusal.code()).put("message", refusal.message());
    return Reply.json(
        refusal.status(), Json.object().set("error", error).toString(), refusal.headers());
  }
}
