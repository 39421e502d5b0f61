package dev.herald.sandbox.sms;

import dev.herald.sandbox.cap.Cap;
import dev.herald.sandbox.cap.Caps;
import dev.herald.sandbox.http.Reply;
import dev.herald.sandbox.standin.Backing;
import dev.herald.sandbox.standin.Check;
import dev.herald.sandbox.standin.Codes;
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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Alibaba Cloud SMS, version 2017-05-25. Parameters stand in the query, in a form, or in both; one
 * number that is wrong fails the whole call.
 */
final class AliyunSms {
  static final String NAME = "aliyun-sms";
  private static final String GOOD = "OK";
  private static final AtomicLong LAST_ID = new AtomicLong(900_619_746_936_498_440L);

  private AliyunSms() {}

  static StandIn standIn(Backing backing) {
    SmsReports reports = new SmsReports(report -> AliyunReports.push(report, backing.receipts()));
    Caps perNumber =
        backing.caps(
            Cap.perMinute(backing.figure(NAME + ".per-number-per-minute", 1)),
            new Cap(
                backing.figure(NAME + ".per-number-per-hour", 5),
                Duration.ofHours(1),
                Duration.ZERO),
            new Cap(
                backing.figure(NAME + ".per-number-per-day", 10),
                Duration.ofDays(1),
                Duration.ZERO));
    return Provider.of(NAME, "sms", AliyunCodes.CODES)
        .at("dysmsapi.aliyuncs.com", "dysmsapi.*.aliyuncs.com")
        .refuses((refusal, _) -> reply(refusal))
        .with(
            of(Endpoint.message("POST /"), "SendSms", backing)
                .reads(in -> read(in, split(parameter(in, "PhoneNumbers"))))
                .checks(
                    filled("SignName", "isv.SMS_SIGNATURE_ILLEGAL"),
                    filled("TemplateCode", "isv.SMS_TEMPLATE_ILLEGAL"),
                    filled("PhoneNumbers", "isv.MOBILE_NUMBER_ILLEGAL"),
                    Check.that("isv.MOBILE_COUNT_OVER_LIMIT", call -> call.to().size() <= 1_000),
                    Check.that("isv.INVALID_JSON_PARAM", call -> isJson(call, "TemplateParam")),
                    AliyunSms::wrongNumber,
                    (call, codes) -> tooOften(call, codes, perNumber))
                .accepts(GOOD, call -> sent(call, reports, backing)),
            of(Endpoint.message("POST /"), "SendBatchSms", backing)
                .reads(in -> read(in, texts(Json.read(parameter(in, "PhoneNumberJson")))))
                .checks(
                    filled("TemplateCode", "isv.SMS_TEMPLATE_ILLEGAL"),
                    Check.that("isv.MOBILE_COUNT_OVER_LIMIT", call -> call.to().size() <= 100),
                    Check.that("isv.INVALID_JSON_PARAM", AliyunSms::isParallel),
                    AliyunSms::wrongNumber,
                    (call, codes) -> tooOften(call, codes, perNumber))
                .accepts(GOOD, call -> sent(call, reports, backing)),
            of(Endpoint.question("POST /"), "QuerySendDetails", backing)
                .reads(in -> Sent.by(Acs3Signature.accessKey(in)))
                .checks(
                    filled("PhoneNumber", "isv.MOBILE_NUMBER_ILLEGAL"),
                    Check.that(
                        "isv.INVALID_PARAMETERS",
                        call -> parameter(call.in(), "SendDate").matches("\\d{8}")))
                .accepts(GOOD, call -> AliyunReports.details(call, reports)));
  }

  private static Endpoint of(Endpoint endpoint, String action, Backing backing) {
    return endpoint
        .when(request ->
            action.equals(request.header("x-acs-action"))
                || action.equals(request.parameter("Action")))
        .trusts(call ->
            Acs3Signature.check(
                call.in(),
                backing.accounts().secrets(NAME, call.account()),
                backing.clock().instant()));
  }

  /** From the form, else from the query. */
  static String parameter(Incoming in, String name) {
    String inForm = in.text("/" + name);
    return inForm.isEmpty() ? in.query(name) : inForm;
  }

  private static Check filled(String parameter, String code) {
    return Check.that(code, call -> !parameter(call.in(), parameter).isBlank());
  }

  private static boolean isJson(HttpCall call, String parameter) {
    String text = parameter(call.in(), parameter);
    return text.isEmpty() || Json.read(text).isObject();
  }

  private static boolean isParallel(HttpCall call) {
    int numbers = call.to().size();
    JsonNode params = Json.read(parameter(call.in(), "TemplateParamJson"));
    return numbers > 0
        && Json.read(parameter(call.in(), "SignNameJson")).size() == numbers
        && (params.isMissingNode() || params.size() == numbers);
  }

  private static List<String> split(String numbers) {
    return Stream.of(numbers.split(",")).filter(number -> !number.isEmpty()).toList();
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(each.asString("")));
    return texts;
  }

  private static Sent read(Incoming in, List<String> numbers) {
    String params = parameter(in, "TemplateParam") + parameter(in, "TemplateParamJson");
    return Sent.by(Acs3Signature.accessKey(in))
        .to(numbers)
        .id(parameter(in, "OutId"))
        .saying(
            parameter(in, "SignName"),
            "template %s (%s)".formatted(parameter(in, "TemplateCode"), params));
  }

  private static @Nullable Refusal wrongNumber(HttpCall call, Codes codes) {
    boolean wrong = call.to().stream().anyMatch(number -> !number.matches("\\+?\\d{7,15}"));
    return wrong ? codes.refusal("isv.MOBILE_NUMBER_ILLEGAL") : Check.fate().refusal(call, codes);
  }

  /** The same limit has another message for a minute than for an hour or a day. */
  private static @Nullable Refusal tooOften(HttpCall call, Codes codes, Caps perNumber) {
    String sign = parameter(call.in(), "SignName");
    boolean all = call.to().stream().allMatch(number -> perNumber.admit(sign + number));
    return all ? null : codes.refusal("isv.BUSINESS_LIMIT_CONTROL");
  }

  private static Reply sent(HttpCall call, SmsReports reports, Backing backing) {
    String id = LAST_ID.incrementAndGet() + "^0";
    String outId = parameter(call.in(), "OutId");
    long now = backing.clock().instant().getEpochSecond();
    call.to()
        .forEach(number ->
            reports.add(
                new SmsReports.Report(call.account(), now, number, id, outId, Fate.of(number))));
    return answer(Json.object().put("Code", GOOD).put("Message", GOOD).put("BizId", id));
  }

  static Reply answer(ObjectNode body) {
    return Reply.json(200, body.put("RequestId", UUID.randomUUID().toString()).toString());
  }

  private static Reply reply(Refusal refusal) {
    String body =
        Json.object()
            .put("Code", refusal.code())
            .put("Message", refusal.message())
            .put("RequestId", UUID.randomUUID().toString())
            .toString();
    return Reply.json(refusal.status(), body, refusal.headers());
  }
}
