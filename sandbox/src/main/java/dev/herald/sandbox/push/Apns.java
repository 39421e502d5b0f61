package dev.herald.sandbox.push;

import dev.herald.sandbox.account.Jwt;
import dev.herald.sandbox.account.Signing;
import dev.herald.sandbox.http.Reply;
import dev.herald.sandbox.standin.Backing;
import dev.herald.sandbox.standin.Check;
import dev.herald.sandbox.standin.Codes;
import dev.herald.sandbox.standin.Endpoint;
import dev.herald.sandbox.standin.HttpCall;
import dev.herald.sandbox.standin.Incoming;
import dev.herald.sandbox.standin.Json;
import dev.herald.sandbox.standin.Provider;
import dev.herald.sandbox.standin.Refusal;
import dev.herald.sandbox.standin.Sent;
import dev.herald.sandbox.standin.StandIn;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Apple's push service: {@code POST /3/device/{token}} with a JWT of ES256.
 *
 * <p>The real one speaks HTTP/2 only; here it is HTTP/1.1 with the same path, headers and bodies,
 * because the sandbox's server cuts connections and drips answers byte by byte, which no HTTP/2
 * library offers. Device tokens are hexadecimal and so can't end in a word: what they start with
 * tells their fate, {@code dead} of an unregistered one, {@code e0e0} of an expired one, {@code
 * bad0} of a malformed one, {@code 0ff0} of another app's, {@code feed} of one that gets too much.
 */
final class Apns {
  private static final String NAME = "apns";
  private static final Set<String> PUSH_TYPES =
      Set.of(
          "alert",
          "background",
          "location",
          "voip",
          "complication",
          "fileprovider",
          "mdm",
          "liveactivity",
          "pushtotalk",
          "widgets",
          "controls");
  private static final Map<String, String> FATES =
      Map.of(
          "dead", "Unregistered",
          "e0e0", "ExpiredToken",
          "bad0", "BadDeviceToken",
          "0ff0", "DeviceTokenNotForTopic",
          "feed", "TooManyRequests");
  private static final Codes CODES =
      Codes.of(
          """
          403 InvalidProviderToken       CREDENTIALS,WRONG  -
          403 MissingProviderToken       MISSING    -
          403 ExpiredProviderToken       STALE      -
          403 BadCertificate             -          -
          403 BadCertificateEnvironment  -          -
          403 Forbidden                  -          -
          410 Unregistered               RECIPIENT  -
          410 ExpiredToken               -          -
          400 BadDeviceToken             -          -
          400 DeviceTokenNotForTopic     -          -
          400 BadTopic                   -          -
          400 MissingTopic               -          -
          400 TopicDisallowed            -          -
          413 PayloadTooLarge            CONTENT    -
          400 PayloadEmpty               -          -
          400 BadCollapseId              -          -
          400 BadExpirationDate          -          -
          400 BadMessageId               -          -
          400 BadPriority                -          -
          400 InvalidPushType            -          -
          400 DuplicateHeaders           -          -
          400 MissingDeviceToken         -          -
          400 IdleTimeout                -          -
          404 BadPath                    PATH       -
          405 MethodNotAllowed           METHOD     -
          429 TooManyRequests            THROTTLED  -
          429 TooManyProviderTokenUpdates -         -
          500 InternalServerError        -          -
          503 ServiceUnavailable         BUSY       -
          503 Shutdown                   -          -
          """);

  private Apns() {}

  static StandIn standIn(Backing backing) {
    ApnsTokens tokens = new ApnsTokens(backing);
    return Provider.of(NAME, "app-push", CODES)
        .at("api.push.apple.com", "api.sandbox.push.apple.com")
        .refuses((refusal, _) -> reply(refusal, backing))
        .with(
            Endpoint.message("POST /3/device/{token}")
                .reads(Apns::read)
                .trusts(tokens::check)
                .checks(
                    Check.that("TooManyProviderTokenUpdates", tokens::isCalm),
                    Check.that(
                        "BadDeviceToken",
                        call -> call.in().path("token").matches("[0-9a-fA-F]{64,200}")),
                    Check.that("MissingTopic", call -> !header(call, "topic").isEmpty()),
                    Check.that(
                        "InvalidPushType", call -> isOneOf(PUSH_TYPES, header(call, "push-type"))),
                    Check.that("BadPriority", Apns::hasPriority),
                    Check.that(
                        "BadCollapseId",
                        call -> Signing.bytes(header(call, "collapse-id")).length <= 64),
                    Check.that(
                        "BadExpirationDate", call -> header(call, "expiration").matches("\\d*")),
                    Check.that(
                        "BadMessageId",
                        call -> header(call, "id").isEmpty() || isUuid(header(call, "id"))),
                    Check.that(
                        "PayloadEmpty",
                        call -> call.request().body().length > 0 && call.json().has("aps")),
                    Check.that(
                        "PayloadTooLarge", call -> call.request().body().length <= most(call)),
                    Apns::fated)
                .accepts("200", Apns::accepted));
  }

  private static String header(HttpCall call, String name) {
    return call.in().header("apns-" + name);
  }

  /** A header that is not there is fine. */
  private static boolean isOneOf(Set<String> allowed, String value) {
    return value.isEmpty() || allowed.contains(value);
  }

  private static boolean isUuid(String id) {
    return id.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  }

  /** A push in the background must not be urgent. */
  private static boolean hasPriority(HttpCall call) {
    String priority = header(call, "priority");
    return header(call, "push-type").equals("background")
        ? isOneOf(Set.of("5", "1"), priority) && !priority.isEmpty()
        : isOneOf(Set.of("10", "5", "1"), priority);
  }

  private static int most(HttpCall call) {
    return header(call, "push-type").equals("voip") ? 5_120 : 4_096;
  }

  private static @Nullable Refusal fated(HttpCall call, Codes codes) {
    String token = call.in().path("token");
    String reason = FATES.get(token.substring(0, 4).toLowerCase(Locale.ROOT));
    return reason == null ? null : codes.refusal(reason);
  }

  private static Sent read(Incoming in) {
    Jwt jwt = Jwt.of(in.bearer());
    String key = jwt == null ? "" : jwt.header().path("kid").asString("");
    JsonNode alert = in.at("/aps/alert");
    return Sent.by(key)
        .hiding(in.bearer())
        .to(in.path("token"))
        .id(in.header("apns-id"))
        .saying(
            alert.path("title").asString(""),
            alert.isString() ? alert.asString("") : alert.path("body").asString(""));
  }

  private static Reply accepted(HttpCall call) {
    String id = header(call, "id");
    return Reply.empty(200, Map.of("apns-id", id.isEmpty() ? UUID.randomUUID().toString() : id));
  }

  /** A token that is gone is so since a moment, which a caller compares with its own record. */
  private static Reply reply(Refusal refusal, Backing backing) {
    ObjectNode body = Json.object().put("reason", refusal.code());
    if (refusal.status() == 410) {
      body.put("timestamp", backing.clock().millis());
    }
    return Reply.json(refusal.status(), body.toString(), refusal.headers());
  }
}
