package dev.herald.sandbox.chat;

import dev.herald.sandbox.account.Signing;
import dev.herald.sandbox.cap.Cap;
import dev.herald.sandbox.cap.Caps;
import dev.herald.sandbox.http.Reply;
import dev.herald.sandbox.receipt.Receipt;
import dev.herald.sandbox.standin.Backing;
import dev.herald.sandbox.standin.Check;
import dev.herald.sandbox.standin.Codes;
import dev.herald.sandbox.standin.Credential;
import dev.herald.sandbox.standin.Endpoint;
import dev.herald.sandbox.standin.Fate;
import dev.herald.sandbox.standin.HttpCall;
import dev.herald.sandbox.standin.Incoming;
import dev.herald.sandbox.standin.Json;
import dev.herald.sandbox.standin.Provider;
import dev.herald.sandbox.standin.Refusal;
import dev.herald.sandbox.standin.Sent;
import dev.herald.sandbox.standin.StandIn;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** WhatsApp's Cloud API: {@code POST /{version}/{phone number id}/messages}. */
final class WhatsAppCloud {
  private static final String NAME = "whatsapp-cloud";
  private static final Codes CODES =
      Codes.of(
          """
          401 190    CREDENTIALS,MISSING,WRONG Invalid OAuth access token
          401 0      -          AuthException
          403 10     -          Permission Denied
          403 200    -          API Permission
          403 299    -          API Permission
          403 3      -          API Method
          400 33     -          the phone number id was deleted
          400 131005 -          Access denied
          403 131031 -          Account has been locked
          402 131042 QUOTA      Business eligibility payment issue
          403 368    -          Temporarily blocked for policies violations
          400 131026 RECIPIENT  Message undeliverable
          400 131050 blocked    the user has stopped marketing messages
          400 131021 -          Recipient cannot be sender
          400 130472 -          the user's number is part of an experiment
          400 131047 -          Re-engagement message: over 24 hours since the user last wrote
          400 132000 -          Template Param Count Mismatch
          404 132001 TEMPLATE   Template does not exist
          400 132005 -          Template Hydrated Text Too Long
          400 132007 -          Template Format Character Policy Violated
          400 132012 -          Template Parameter Format Mismatch
          400 132015 -          Template is Paused
          400 132016 -          Template is Disabled
          400 100    CONTENT    Invalid parameter
          400 131008 -          Required parameter is missing
          400 131009 -          Parameter value is not valid
          400 131051 -          Unsupported message type
          400 131052 -          Media download error
          400 131053 -          Media upload error
          429 130429 THROTTLED  Rate limit hit
          429 80007  -          Rate limit issues
          429 4      -          API Too Many Calls
          429 131056 limited    Pair rate limit hit
          400 131048 -          Spam rate limit hit
          400 131049 capped     kept from the user for a healthy ecosystem
          500 131000 BUSY       Something went wrong
          503 131016 -          Service unavailable
          500 1      -          API Unknown
          503 2      -          API Service
          500 131057 -          Account in maintenance mode
          404 2500   PATH,METHOD Unknown path components
          """);

  private final Backing backing;

  private WhatsAppCloud(Backing backing) {
    this.backing = backing;
  }

  static StandIn standIn(Backing backing) {
    WhatsAppCloud cloud = new WhatsAppCloud(backing);
    Caps perUser = backing.caps(new Cap(1, Duration.ofSeconds(6), Duration.ZERO));
    return Provider.of(NAME, "whatsapp", CODES)
        .at("graph.facebook.com")
        .refuses((refusal, _) -> reply(refusal))
        .with(
            Endpoint.message("POST /{version}/{phone}/messages")
                .reads(WhatsAppCloud::read)
                .trusts(Credential.secret(backing.accounts(), NAME, call -> call.in().bearer()))
                .checks(
                    Check.readable("100"),
                    Check.that("100", call -> call.text("/messaging_product").equals("whatsapp")),
                    Check.present("131008", "/to", "/type"),
                    Check.that("131009", call -> call.text("/to").matches("\\+?\\d{7,15}")),
                    WhatsAppCloud::unfit,
                    Check.fate(),
                    Check.within(backing.caps(Cap.perSecond(80))),
                    (call, codes) ->
                        perUser.admit(call.account() + call.text("/to"))
                            ? null
                            : codes.refusal("131056"))
                .accepts("200", cloud::accept));
  }

  private static Sent read(Incoming in) {
    JsonNode template = in.at("/template");
    String filled =
        "template %s (%s)"
            .formatted(
                template.path("name").asString(""),
                String.join(
                    ", ",
                    template
                        .at("/components/0/parameters")
                        .valueStream()
                        .map(each -> each.path("text").asString(""))
                        .toList()));
    return Sent.by(in.path("phone"))
        .hiding(in.bearer())
        .to(in.text("/to"))
        .saying("", template.isMissingNode() ? in.text("/text/body") : filled);
  }

  private static @Nullable Refusal unfit(HttpCall call, Codes codes) {
    return switch (call.text("/type")) {
      case "text" -> unfitText(call.text("/text/body"), codes);
      case "template" ->
          call.text("/template/name").isEmpty() || call.text("/template/language/code").isEmpty()
              ? codes.refusal("131008")
              : null;
      case "image", "document", "interactive" -> null;
      default -> codes.refusal("131051");
    };
  }

  private static @Nullable Refusal unfitText(String body, Codes codes) {
    return body.isEmpty()
        ? codes.refusal("131008")
        : body.codePointCount(0, body.length()) > 4_096 ? codes.refusal("100") : null;
  }

  private Reply accept(HttpCall call) {
    String id = "wamid." + UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT);
    String to = call.text("/to").replace("+", "");
    Fate fate = Fate.of(call.text("/to"));
    if (fate != Fate.SILENT) {
      tell(call, id, to, fate);
    }
    ObjectNode body = Json.object().put("messaging_product", "whatsapp");
    body.putArray("contacts").addObject().put("input", call.text("/to")).put("wa_id", to);
    body.putArray("messages").addObject().put("id", id);
    return Reply.json(200, body.toString());
  }

  private void tell(HttpCall call, String id, String to, @Nullable Fate fate) {
    status(call, id, to, "sent");
    if (fate == Fate.UNDELIVERED) {
      status(call, id, to, "failed");
      return;
    }
    status(call, id, to, "delivered");
    if (fate == Fate.READ) {
      status(call, id, to, "read");
    }
    if (fate == Fate.STOP) {
      ObjectNode value = value(call);
      ObjectNode message = value.putArray("messages").addObject().put("from", to);
      message.put("id", id + "R").put("timestamp", seconds()).put("type", "text");
      message.putObject("text").put("body", "STOP");
      message.putObject("context").put("id", id);
      send(call.account(), value);
    }
  }

  private void status(HttpCall call, String id, String to, String status) {
    ObjectNode value = value(call);
    ObjectNode told =
        value
            .putArray("statuses")
            .addObject()
            .put("id", id)
            .put("status", status)
            .put("timestamp", seconds())
            .put("recipient_id", to);
    String echo = call.text("/biz_opaque_callback_data");
    if (!echo.isEmpty()) {
      told.put("biz_opaque_callback_data", echo);
    }
    if (status.equals("failed")) {
      told.putArray("errors").addObject().put("code", 131026).put("title", "Message undeliverable");
    }
    send(call.account(), value);
  }

  private static ObjectNode value(HttpCall call) {
    ObjectNode value = Json.object().put("messaging_product", "whatsapp");
    value.putObject("metadata").put("phone_number_id", call.account());
    return value;
  }

  private String seconds() {
    return Long.toString(backing.clock().instant().getEpochSecond());
  }

  /** Signed with the app's secret over the raw body. */
  private void send(String account, ObjectNode value) {
    ObjectNode body = Json.object().put("object", "whatsapp_business_account");
    ObjectNode entry = body.putArray("entry").addObject().put("id", "0");
    entry.putArray("changes").addObject().put("field", "messages").set("value", value);
    String text = body.toString();
    backing
        .receipts()
        .send(
            NAME, account, callback -> Receipt.json(text).with(signature(callback.secret(), text)));
  }

  /** None of an app whose secret nobody told. */
  private static Map<String, String> signature(String secret, String text) {
    return secret.isEmpty()
        ? Map.of()
        : Map.of(
            "X-Hub-Signature-256",
            "sha256=" + Signing.hex(Signing.hmacSha256(Signing.bytes(secret), text)));
  }

  private static Reply reply(Refusal refusal) {
    ObjectNode error =
        Json.object()
            .put("message", "(#%s) %s".formatted(refusal.code(), refusal.message()))
            .put("type", "OAuthException")
            .put("code", Json.number(refusal));
    error
        .putObject("error_data")
        .put("messaging_product", "whatsapp")
        .put("details", refusal.message());
    return Reply.json(
        refusal.status(), Json.object().set("error", error).toString(), refusal.headers());
  }
}
