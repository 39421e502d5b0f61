package dev.herald.sandbox;

import static dev.herald.sandbox.Refusal.refuse;

import dev.herald.sandbox.http.Reply;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

  private final InstantSource clock;
  private final CapPolicy capPolicy;
  private final Caps caps;
  private final Recent contents = new Recent(100_000);
  private final AtomicLong serials = new AtomicLong();
  private final SmsReports reports;

  TencentSendSms(SandboxOptions options, SmsReports reports) {
    this.clock = options.clock();
    this.capPolicy = options.capPolicy();
    this.caps = new Caps(capPolicy, clock, Cap.perSecond(3_000));
    this.reports = reports;
  }

  static List<String> numbers(JsonNode json) {
    JsonNode one = json.path("PhoneNumber");
    return one.isString()
        ? List.of(one.stringValue())
        : json.path("PhoneNumberSet").valueStream().map(each -> each.asString("")).toList();
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

  Verdict judge(HttpCall call, SignatureCheck signature) {
    return incomplete(call.json())
        .or(() -> mixed(numbers(call.json())))
        .or(() -> tooFast(call))
        .map(refusal -> Verdict.refused(refusal, signature, TencentReplies.error(refusal)))
        .orElseGet(() -> eachNumber(call, signature));
  }

  private static Optional<Refusal> incomplete(JsonNode json) {
    if (!json.path("PhoneNumberSet").isArray() || json.path("PhoneNumberSet").isEmpty()) {
      return refuse("MissingParameter.EmptyPhoneNumberSet", "PhoneNumberSet is empty");
    }
    if (json.path("PhoneNumberSet").size() > MAX_NUMBERS) {
      return refuse("LimitExceeded.PhoneNumberCountLimit", "at most 200 numbers");
    }
    for (String field : List.of("SmsSdkAppId", "TemplateId")) {
      if (!Json.isText(json.path(field))) {
        return refuse("MissingParameter", "%s is missing".formatted(field));
      }
    }
    return illTyped(json);
  }

  private static Optional<Refusal> illTyped(JsonNode json) {
    JsonNode parameters = json.path("TemplateParamSet");
    boolean strings = parameters.valueStream().allMatch(JsonNode::isString);
    if (!parameters.isMissingNode() && !(parameters.isArray() && strings)) {
      return refuse("InvalidParameter", "TemplateParamSet must be an array of strings");
    }
    return Signing.bytes(json.path("SessionContext").asString("")).length > MAX_SESSION
        ? refuse("InvalidParameter", "SessionContext is longer than 512 bytes")
        : Optional.empty();
  }

  private static Optional<Refusal> mixed(List<String> numbers) {
    long mainland = numbers.stream().filter(number -> number.startsWith("+86")).count();
    return mainland == 0 || mainland == numbers.size()
        ? Optional.empty()
        : refuse(
            "UnsupportedOperation.ContainDomesticAndInternationalPhoneNumber",
            "mainland and other numbers in one request");
  }

  private Optional<Refusal> tooFast(HttpCall call) {
    return caps.admit(call.account())
        ? Optional.empty()
        : refuse("RequestLimitExceeded", "over 3000 requests a second");
  }

  private Verdict eachNumber(HttpCall call, SignatureCheck signature) {
    ObjectNode response = Json.object();
    var statuses = response.putArray("SendStatusSet");
    Optional<Refusal> firstRefusal = Optional.empty();
    int accepted = 0;
    for (String number : numbers(call.json())) {
      Optional<Refusal> refusal = unservable(number, call.json());
      statuses.add(status(number, call.json(), refusal));
      accepted += refusal.isEmpty() ? 1 : 0;
      firstRefusal = firstRefusal.or(() -> refusal);
    }
    return new Verdict(
        accepted > 0 ? Outcome.Status.ACCEPTED : Outcome.Status.REFUSED,
        firstRefusal.map(Refusal::code).orElse("Ok"),
        signature,
        TencentReplies.of(response));
  }

  private Optional<Refusal> unservable(String number, JsonNode json) {
    boolean mainland = number.startsWith("+86");
    if (!(mainland ? MAINLAND : E164).matcher(number).matches()) {
      return refuse("InvalidParameterValue.IncorrectPhoneNumber", "incorrect phone number");
    }
    if (mainland && !Json.isText(json.path("SignName"))) {
      return refuse("FailedOperation.SignatureIncorrectOrUnapproved", "SignName is missing");
    }
    if (!TEMPLATE_ID.matcher(json.path("TemplateId").asString("")).matches()) {
      return refuse("FailedOperation.TemplateIncorrectOrUnapproved", "no such template");
    }
    return Magic.refusal(number).or(() -> sameAgain(number, json));
  }

  private Optional<Refusal> sameAgain(String number, JsonNode json) {
    int content =
        json.path("TemplateId").hashCode() * 31 + json.path("TemplateParamSet").hashCode();
    return capPolicy == CapPolicy.OFF
            || contents.isNew(number + "#" + content, clock.millis(), SAME_CONTENT)
        ? Optional.empty()
        : refuse(
            "LimitExceeded.PhoneNumberThirtySecondLimit", "the same content within 30 seconds");
  }

  private ObjectNode status(String number, JsonNode json, Optional<Refusal> refusal) {
    String session = json.path("SessionContext").asString("");
    String serial = refusal.isPresent() ? "" : "2028:" + serials.incrementAndGet();
    if (refusal.isEmpty()) {
      reports.add(
          new SmsReports.Report(
              clock.instant().getEpochSecond(), number, serial, session, Magic.failure(number)));
    }
    return Json.object()
        .put("SerialNo", serial)
        .put("PhoneNumber", number)
        .put("Fee", refusal.isPresent() ? 0 : 1)
        .put("SessionContext", session)
        .put("Code", refusal.map(Refusal::code).orElse("Ok"))
        .put("Message", refusal.map(Refusal::message).orElse("send success"))
        .put("IsoCode", number.startsWith("+86") ? "CN" : "");
  }

  /** Whether the code stands in a number's status and not over the whole answer. */
  static boolean isOfOneNumber(Refusal refusal) {
    return refusal.code().startsWith("FailedOperation.")
        || refusal.code().startsWith("InvalidParameterValue.")
        || refusal.code().startsWith("LimitExceeded.");
  }

  Reply refusedNumbers(Refusal refusal, HttpCall call) {
    ObjectNode response = Json.object();
    var statuses = response.putArray("SendStatusSet");
    for (String number : numbers(call.json())) {
      statuses.add(status(number, call.json(), Optional.of(refusal)));
    }
    return TencentReplies.of(response);
  }
}
