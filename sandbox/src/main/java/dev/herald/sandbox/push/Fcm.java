package dev.herald.sandbox.push;

import dev.herald.sandbox.account.Jwt;
import dev.herald.sandbox.account.Signing;
import dev.herald.sandbox.account.Tokens;
import dev.herald.sandbox.cap.Cap;
import dev.herald.sandbox.http.Reply;
import dev.herald.sandbox.outbox.Outcome;
import dev.herald.sandbox.outbox.SignatureCheck;
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
import dev.herald.sandbox.standin.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Firebase Cloud Messaging, v1: an assertion of RS256 is exchanged for a token, then it is sent.
 */
final class Fcm {
  private static final String NAME = "fcm";
  private static final String AUDIENCE = "https://oauth2.googleapis.com/token";
  private static final String SCOPE = "https://www.googleapis.com/auth/firebase.messaging";
  private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
  private static final List<String> TARGETS = List.of("token", "topic", "condition");
  private static final AtomicLong LAST_ID = new AtomicLong(7_101_234_567_890_123_456L);
  private static final Codes CODES =
      Codes.of(
          """
          400 invalid_grant          LOGIN      Invalid JWT Signature.
          401 UNAUTHENTICATED        CREDENTIALS,MISSING,WRONG,STALE  Request had invalid authentication credentials.
          401 THIRD_PARTY_AUTH_ERROR -          The APNs certificate or web push key is missing.
          403 SENDER_ID_MISMATCH     blocked    The token belongs to another sender.
          403 PERMISSION_DENIED      -          The project denies it.
          404 UNREGISTERED           RECIPIENT,unknown  Requested entity was not found.
          400 INVALID_ARGUMENT       CONTENT    Request contains an invalid argument.
          429 QUOTA_EXCEEDED         THROTTLED,retry=60  Quota exceeded.
          503 UNAVAILABLE            BUSY,retry=10  The service is currently unavailable.
          500 INTERNAL               -          Internal error encountered.
          404 NOT_FOUND              PATH,METHOD  Not found.
          """);

  private Fcm() {}

  static StandIn standIn(Backing backing) {
    Tokens tokens = backing.tokens(NAME, "ya29.", Duration.ofSeconds(3_600), Duration.ofMinutes(5));
    return Provider.of(NAME, "app-push", CODES)
        .at("fcm.googleapis.com", "oauth2.googleapis.com")
        .refuses((refusal, call) -> reply(refusal, call))
        .with(
            Endpoint.login("POST /token")
                .reads(in -> Sent.by(issuer(in)).hiding(in.text("/assertion")))
                .trusts(call -> assertion(call, backing))
                .accepts("200", call -> token(tokens.issue(call.account()))),
            Endpoint.message("POST /v1/projects/{project}/messages:send")
                .reads(in -> read(in, tokens))
                .trusts(Credential.token(tokens, call -> call.in().bearer()))
                .checks(
                    Check.readable("INVALID_ARGUMENT"),
                    Check.that("INVALID_ARGUMENT", Fcm::hasOneTarget),
                    Check.that("INVALID_ARGUMENT", Fcm::hasTexts),
                    Check.that("INVALID_ARGUMENT", Fcm::isShort),
                    Check.fate(),
                    Check.within(
                        backing.caps(Cap.perMinute(600_000)), call -> call.in().path("project")))
                .judges(Fcm::sent));
  }

  private static String issuer(Incoming in) {
    Jwt jwt = Jwt.of(in.text("/assertion"));
    return jwt == null ? "" : jwt.claim("iss");
  }

  private static SignatureCheck assertion(HttpCall call, Backing backing) {
    Jwt jwt = Jwt.of(call.text("/assertion"));
    if (jwt == null || !call.text("/grant_type").equals(GRANT)) {
      return SignatureCheck.MISSING;
    }
    long now = backing.clock().instant().getEpochSecond();
    long made = jwt.seconds("iat");
    boolean fits =
        List.of(jwt.claim("scope").split(" ")).contains(SCOPE)
            && jwt.claim("aud").equals(AUDIENCE)
            && jwt.seconds("exp") - made <= 3_600;
    if (!fits) {
      return SignatureCheck.WRONG;
    }
    return now > jwt.seconds("exp") || made > now + 300
        ? SignatureCheck.STALE
        : jwt.check("RS256", backing.accounts().secrets(NAME, call.account()));
  }

  private static Reply token(Tokens.Issued issued) {
    return Reply.json(
        200,
        Json.object()
            .put("access_token", issued.value())
            .put("expires_in", issued.seconds())
            .put("token_type", "Bearer")
            .toString());
  }

  private static Sent read(Incoming in, Tokens tokens) {
    JsonNode message = in.at("/message");
    String owner = tokens.owner(in.bearer());
    String topic = message.path("topic").asString("");
    return Sent.by(owner.isEmpty() ? in.path("project") : owner)
        .hiding(in.bearer())
        .to(
            message.path("token").asString(""),
            topic.isEmpty() ? "" : "topic " + topic,
            message.path("condition").asString(""))
        .saying(
            message.at("/notification/title").asString(""),
            message.at("/notification/body").asString(message.path("data").toString()));
  }

  private static boolean hasOneTarget(HttpCall call) {
    JsonNode message = call.at("/message");
    return TARGETS.stream().filter(target -> Json.isText(message.path(target))).count() == 1;
  }

  private static boolean hasTexts(HttpCall call) {
    return call.at("/message/data").valueStream().allMatch(JsonNode::isString);
  }

  private static boolean isShort(HttpCall call) {
    JsonNode message = call.at("/message");
    ObjectNode counted = Json.object();
    counted.set("notification", message.path("notification"));
    counted.set("data", message.path("data"));
    int most = message.has("topic") ? 2_048 : 4_096;
    return Signing.bytes(counted.toString()).length <= most;
  }

  /** What is only to be validated reaches nobody. */
  private static Verdict sent(HttpCall call) {
    String name =
        "projects/%s/messages/%s"
            .formatted(
                call.in().path("project"),
                call.at("/validate_only").asBoolean(false)
                    ? "fake_message_id"
                    : "0:"
                        + LAST_ID.incrementAndGet()
                        + "%"
                        + UUID.randomUUID().toString().substring(0, 8));
    Verdict verdict =
        Verdict.accepted("200", Reply.json(200, Json.object().put("name", name).toString()));
    return name.endsWith("fake_message_id") ? verdict.as(Outcome.Status.DROPPED) : verdict;
  }

  private static Reply reply(Refusal refusal, HttpCall call) {
    if (call.request().path().equals("/token") && refusal.status() < 429) {
      return Reply.json(
          refusal.status(),
          Json.object()
              .put("error", refusal.code())
              .put("error_description", refusal.message())
              .toString());
    }
    ObjectNode error =
        Json.object()
            .put("code", refusal.status())
            .put("message", refusal.message())
            .put("status", status(refusal.status()));
    error
        .putArray("details")
        .addObject()
        .put("@type", "type.googleapis.com/google.firebase.fcm.v1.FcmError")
        .put("errorCode", refusal.code());
    return Reply.json(
        refusal.status(), Json.object().set("error", error).toString(), refusal.headers());
  }

  private static @Nullable String status(int http) {
    return switch (http) {
      case 400 -> "INVALID_ARGUMENT";
      case 401 -> "UNAUTHENTICATED";
      case 403 -> "PERMISSION_DENIED";
      case 404 -> "NOT_FOUND";
      case 429 -> "RESOURCE_EXHAUSTED";
      case 500 -> "INTERNAL";
      case 503 -> "UNAVAILABLE";
      default -> null;
    };
  }
}
