package dev.herald.sandbox.sms;

import dev.herald.sandbox.account.Signing;
import dev.herald.sandbox.cap.Cap;
import dev.herald.sandbox.cap.CapPolicy;
import dev.herald.sandbox.cap.Caps;
import dev.herald.sandbox.cap.Recent;
import dev.herald.sandbox.http.Reply;
import dev.herald.sandbox.outbox.ReceivedContent;
import dev.herald.sandbox.outbox.SignatureCheck;
import dev.herald.sandbox.standin.Backing;
import dev.herald.sandbox.standin.Batch;
import dev.herald.sandbox.standin.Fate;
import dev.herald.sandbox.standin.HttpCall;
import dev.herald.sandbox.standin.Json;
import dev.herald.sandbox.standin.Refusal;
import dev.herald.sandbox.standin.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The action SendSms: the request may fail as a whole, else each number has a status of its own.
 */
final class TencentSendSms {
  static final String ACTION = "SendSms";
  private static final int MAX_NUMBERS = 200;
  private static final int MAX_SESSION = 512;
  private static final long SAME_CONTENT = Duration.ofSeconds(30).toMillis();
  private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{6,14}");
  private static final Pattern MAINLAND = Pattern.compile("\\+861[3-9]\\d{9}");
  private static final Pattern TEMPLATE_ID = Pattern.compile("\\d+");

  private final Backing backing;
  private final Caps caps;
  private final Recent contents = new Recent(100_000);
  private final AtomicLong serials = new AtomicLong();
  private final SmsReports reports;

  TencentSendSms(Backing backing, SmsReports reports) {
    this.backing = backing;
    this.caps = backing.caps(Cap.perSecond(3_000));
    this.reports = reports;
  }

  /** A template's text is the provider's: what is known here is its id and the parameters. */
  static ReceivedContent content(JsonNode json) {
    String parameters =
        json.path("TemplateParamSet")
            .valueStream()
            .map(each -> each.asString(""))
            .collect(Collectors.joining(", "));
    return new ReceivedContent(
        Json.text(json.path("SignName")),
        "template %s (%s)".formatted(json.path("TemplateId").asString(""), parameters),
        null);
  }

  Verdict judge(HttpCall call) {
    return incomplete(call.json())
        .or(() -> mixed(call.to()))
        .or(() -> tooFast(call))
        .map(
            refusal -> Verdict.refused(refusal, SignatureCheck.NONE, TencentReplies.error(refusal)))
        .orElseGet(() -> eachNumber(call));
  }

  private static Optional<Refusal> incomplete(JsonNode json) {
    if (!json.path("PhoneNumberSet").isArray() || json.path("PhoneNumberSet").isEmpty()) {
      return refuse("MissingParameter.EmptyPhoneNumberSet");
    }
    if (json.path("PhoneNumberSet").size() > MAX_NUMBERS) {
      return refuse("LimitExceeded.PhoneNumberCountLimit");
    }
    for (String field : List.of("SmsSdkAppId", "TemplateId")) {
      if (!Json.isText(json.path(field))) {
        return refuse("MissingParameter").map(each -> each.saying(field + " is missing"));
      }
    }
    return illTyped(json);
  }

  private static Optional<Refusal> illTyped(JsonNode json) {
    JsonNode parameters = json.path("TemplateParamSet");
    boolean strings = parameters.valueStream().allMatch(JsonNode::isString);
    boolean fits = parameters.isMissingNode() || parameters.isArray() && strings;
    boolean isShort = Signing.bytes(json.path("SessionContext").asString("")).length <= MAX_SESSION;
    return fits && isShort ? Optional.empty() : refuse("InvalidParameter");
  }

  private static Optional<Refusal> mixed(List<String> numbers) {
    long mainland = numbers.stream().filter(TencentSendSms::isMainland).count();
    return mainland == 0 || mainland == numbers.size()
        ? Optional.empty()
        : refuse("UnsupportedOperation.ContainDomesticAndInternationalPhoneNumber");
  }

  private static boolean isMainland(String number) {
    return number.startsWith("+86");
  }

  private static Optional<Refusal> refuse(String code) {
    return Optional.of(TencentCodes.CODES.refusal(code));
  }

  private Optional<Refusal> tooFast(HttpCall call) {
    return caps.admit(call.account()) ? Optional.empty() : refuse("RequestLimitExceeded");
  }

  private Verdict eachNumber(HttpCall call) {
    Batch batch = Batch.of(call.to(), number -> unservable(number, call.json()).orElse(null));
    ObjectNode response = Json.object();
    var statuses = response.putArray("SendStatusSet");
    for (String number : call.to()) {
      statuses.add(status(number, call, batch.refused().get(number)));
    }
    return batch.verdict("Ok", TencentReplies.of(response));
  }

  private Optional<Refusal> unservable(String number, JsonNode json) {
    boolean mainland = isMainland(number);
    if (!(mainland ? MAINLAND : E164).matcher(number).matches()) {
      return refuse("InvalidParameterValue.IncorrectPhoneNumber");
    }
    if (mainland && !Json.isText(json.path("SignName"))) {
      return refuse("FailedOperation.SignatureIncorrectOrUnapproved");
    }
    if (!TEMPLATE_ID.matcher(json.path("TemplateId").asString("")).matches()) {
      return refuse("FailedOperation.TemplateIncorrectOrUnapproved");
    }
    return Optional.ofNullable(TencentCodes.CODES.refusalOf(number))
        .or(() -> sameAgain(number, json));
  }

  private Optional<Refusal> sameAgain(String number, JsonNode json) {
    int content =
        json.path("TemplateId").hashCode() * 31 + json.path("TemplateParamSet").hashCode();
    return backing.capPolicy() == CapPolicy.OFF
            || contents.isNew(number + "#" + content, backing.clock().millis(), SAME_CONTENT)
        ? Optional.empty()
        : refuse("LimitExceeded.PhoneNumberThirtySecondLimit");
  }

  private ObjectNode status(String number, HttpCall call, @Nullable Refusal refusal) {
    String session = call.text("/SessionContext");
    String serial = refusal == null ? "2028:" + serials.incrementAndGet() : "";
    if (refusal == null) {
      reports.add(
          new SmsReports.Report(
              call.account(),
              backing.clock().instant().getEpochSecond(),
              number,
              serial,
              session,
              Fate.of(number)));
    }
    return Json.object()
        .put("SerialNo", serial)
        .put("PhoneNumber", number)
        .put("Fee", refusal == null ? 1 : 0)
        .put("SessionContext", session)
        .put("Code", refusal == null ? "Ok" : refusal.code())
        .put("Message", refusal == null ? "send success" : refusal.message())
        .put("IsoCode", isMainland(number) ? "CN" : "");
  }

  Reply refusedNumbers(Refusal refusal, HttpCall call) {
    ObjectNode response = Json.object();
    var statuses = response.putArray("SendStatusSet");
    for (String number : call.to()) {
      statuses.add(status(number, call, refusal));
    }
    return TencentReplies.of(response);
  }
}
