package dev.herald.sandbox.sms;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.herald.sandbox.account.Signing;
import dev.herald.sandbox.cap.Cap;
import dev.herald.sandbox.http.Reply;
import dev.herald.sandbox.outbox.SignatureCheck;
import dev.herald.sandbox.receipt.Callback;
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
import dev.herald.sandbox.standin.Verdict;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Twilio's Messages: {@code POST /2010-04-01/Accounts/{sid}/Messages.json}, a form; Balance. */
final class Twilio {
  private static final String NAME = "twilio";
  private static final String MESSAGES = "/2010-04-01/Accounts/{account}/Messages";
  private static final int KEPT = 10_000;
  private static final Codes CODES =
      Codes.of(
          """
          401 20003 CREDENTIALS   Authenticate
          400 21606 -             the From number can't send
          400 21608 -             the number is not verified for this trial account
          403 21408 -             no permission for the region
          400 21659 -             the From is not a number of this account
          400 21211 RECIPIENT,unknown not a valid phone number
          400 21614 -             not a mobile number
          400 21610 blocked       the recipient has opted out
          400 21612 -             the recipient is not reachable
          400 30003 -             unreachable
          400 30005 -             unknown destination
          400 30006 -             landline or unreachable carrier
          400 30007 CONTENT       filtered by the carrier
          400 21617 -             the body is longer than 1600 characters
          400 21602 -             a body is required
          400 21603 -             a From or MessagingServiceSid is required
          400 21604 -             a To is required
          429 20429 THROTTLED,retry=1 too many requests
          429 21611 limited,capped the queue of this number is full
          429 30001 -             the queue is full
          503 30008 BUSY          unknown error
          400 30036 -             the validity period expired
          404 20404 PATH          the resource was not found
          405 20004 METHOD        method not allowed
          """);

  private final Backing backing;
  private final Map<String, ObjectNode> sent =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ObjectNode> eldest) {
          return size() > KEPT;
        }
      };

  private Twilio(Backing backing) {
    this.backing = backing;
  }

  static StandIn standIn(Backing backing) {
    Twilio twilio = new Twilio(backing);
    Credential password =
        Credential.secret(backing.accounts(), NAME, call -> call.in().basic().password());
    return Provider.of(NAME, "sms", CODES)
        .at("api.twilio.com")
        .refuses((refusal, _) -> reply(refusal))
        .with(
            Endpoint.message("POST " + MESSAGES + ".json")
                .reads(Twilio::read)
                .trusts(password)
                .checks(
                    Check.present("21604", "/To"),
                    Check.that(
                        "21603",
                        call -> !call.in().first("/From", "/MessagingServiceSid").isEmpty()),
                    Check.present("21602", "/Body"),
                    Check.characters("21617", 1_600, "/Body"),
                    Check.that("21211", call -> call.text("/To").matches("\\+[1-9]\\d{6,14}")),
                    Check.fate(),
                    Check.within(
                        backing.caps(Cap.perSecond(backing.figure(NAME + ".per-second", 100)))))
                .accepts("201", twilio::accept),
            Endpoint.question("GET " + MESSAGES + "/{sid}.json")
                .reads(Twilio::read)
                .trusts(password)
                .judges(twilio::find),
            Endpoint.question("GET /2010-04-01/Accounts/{account}/Balance.json")
                .reads(Twilio::read)
                .trusts(password)
                .judges(twilio::balance));
  }

  private Verdict balance(HttpCall call) {
    ObjectNode balance =
        Json.object()
            .put("account_sid", call.account())
            .put("balance", backing.figure(NAME + ".balance", 100) + ".25")
            .put("currency", "USD");
    return Verdict.accepted("200", Reply.json(200, balance.toString()));
  }

  private static Sent read(Incoming in) {
    return Sent.by(in.path("account"))
        .hiding(in.header("authorization"))
        .to(in.text("/To"))
        .saying("", in.text("/Body"));
  }

  private Reply accept(HttpCall call) {
    String sid = "SM" + UUID.randomUUID().toString().replace("-", "");
    Fate fate = Fate.of(call.text("/To"));
    ObjectNode message =
        Json.object()
            .put("sid", sid)
            .put("account_sid", call.account())
            .put("to", call.text("/To"))
            .put("from", call.text("/From"))
            .put("body", call.text("/Body"))
            .put("status", "queued");
    String queued = message.toString();
    synchronized (sent) {
      sent.put(sid, finished(message, fate));
    }
    if (fate != Fate.SILENT) {
      report(call, sid, "sent", null);
      report(call, sid, message.path("status").asString(""), fate);
    }
    return Reply.json(201, queued);
  }

  private static ObjectNode finished(ObjectNode message, @Nullable Fate fate) {
    if (fate == Fate.UNDELIVERED) {
      return message.put("status", "undelivered").put("error_code", 30003);
    }
    return message.put("status", fate == Fate.SILENT ? "sent" : "delivered");
  }

  private Verdict find(HttpCall call) {
    ObjectNode found;
    synchronized (sent) {
      found = sent.get(call.in().path("sid"));
    }
    Refusal unknown = CODES.refusal("20404");
    return found == null
        ? Verdict.refused(unknown, SignatureCheck.NONE, reply(unknown))
        : Verdict.accepted("200", Reply.json(200, found.toString()));
  }

  private void report(HttpCall call, String sid, String status, @Nullable Fate fate) {
    Map<String, String> form = new TreeMap<>();
    form.put("MessageSid", sid);
    form.put("SmsSid", sid);
    form.put("MessageStatus", status);
    form.put("SmsStatus", status);
    form.put("To", call.text("/To"));
    form.put("From", call.text("/From"));
    form.put("AccountSid", call.account());
    form.put("ApiVersion", "2010-04-01");
    if (fate == Fate.UNDELIVERED) {
      form.put("ErrorCode", "30003");
    }
    backing
        .receipts()
        .send(NAME, call.account(), callback -> signed(form, callback, told(call, callback)));
    if (fate == Fate.STOP) {
      backing.receipts().send(NAME, call.account(), callback -> signed(reply(call), callback));
    }
  }

  /** What it was told as the address, which need not be where it reaches whoever told it. */
  private static String told(HttpCall call, Callback callback) {
    String told = call.text("/StatusCallback");
    return told.isEmpty() ? callback.url().toString() : told;
  }

  private static Map<String, String> reply(HttpCall call) {
    Map<String, String> form = new TreeMap<>();
    form.put("MessageSid", "SM" + UUID.randomUUID().toString().replace("-", ""));
    form.put("SmsStatus", "received");
    form.put("From", call.text("/To"));
    form.put("To", call.text("/From"));
    form.put("AccountSid", call.account());
    form.put("ApiVersion", "2010-04-01");
    form.put("Body", "STOP");
    return form;
  }

  /** Signed over the URL and the sorted fields, each name followed by its value. */
  static Receipt signed(Map<String, String> form, Callback callback) {
    return signed(form, callback, callback.url().toString());
  }

  private static Receipt signed(Map<String, String> form, Callback callback, String url) {
    String fields =
        new TreeMap<>(form)
            .entrySet().stream()
                .map(field -> field.getKey() + field.getValue())
                .collect(Collectors.joining());
    String body =
        form.entrySet().stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    return Receipt.form(body)
        .with(
            Map.of(
                "X-Twilio-Signature",
                Signing.base64(Signing.hmacSha1(callback.secret(), url + fields))));
  }

  private static Reply reply(Refusal refusal) {
    String body =
        Json.object()
            .put("code", Json.number(refusal))
            .put("message", refusal.message())
            .put("more_info", "https://www.twilio.com/docs/errors/" + refusal.code())
            .put("status", refusal.status())
            .toString();
    return Reply.json(refusal.status(), body, refusal.headers());
  }
}
