package dev.herald.sandbox.sms;

import dev.herald.sandbox.cap.Cap;
import dev.herald.sandbox.cap.Caps;
import dev.herald.sandbox.outbox.SignatureCheck;
import dev.herald.sandbox.standin.Backing;
import dev.herald.sandbox.standin.HttpCall;
import dev.herald.sandbox.standin.Json;
import dev.herald.sandbox.standin.Refusal;
import dev.herald.sandbox.standin.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The actions that ask what became of messages: of those to one number, and of any. */
final class TencentPullStatus {
  static final String OF_NUMBER = "PullSmsSendStatusByPhoneNumber";
  static final String ANY = "PullSmsSendStatus";
  private static final int MAX_LIMIT = 100;

  private final Caps perNumber;
  private final Caps any;
  private final SmsReports reports;

  TencentPullStatus(Backing backing, SmsReports reports) {
    this.perNumber = backing.caps(Cap.perSecond(20));
    this.any = backing.caps(Cap.perSecond(100));
    this.reports = reports;
  }

  Verdict ofNumber(HttpCall call) {
    String unfit = unfit(call, List.of("BeginTime", "Offset"), "PhoneNumber");
    return answer(unfit, call, perNumber, page(call));
  }

  /** A report is told once: whoever takes it has it. */
  Verdict any(HttpCall call) {
    String unfit = unfit(call, List.of(), "SmsSdkAppId");
    return answer(unfit, call, any, unfit == null ? taken(call) : List.of());
  }

  private static Verdict answer(
      @Nullable String unfit, HttpCall call, Caps caps, List<SmsReports.Report> found) {
    String code =
        unfit != null ? unfit : caps.admit(call.account()) ? null : "RequestLimitExceeded";
    if (code != null) {
      Refusal refusal = TencentCodes.CODES.refusal(code);
      return Verdict.refused(refusal, SignatureCheck.NONE, TencentReplies.error(refusal));
    }
    ObjectNode response = Json.object();
    var statuses = response.putArray("PullSmsSendStatusSet");
    found.forEach(report -> statuses.add(status(report)));
    return Verdict.accepted("Ok", TencentReplies.of(response));
  }

  private static @Nullable String unfit(HttpCall call, List<String> numbers, String text) {
    JsonNode json = call.json();
    boolean complete =
        numbers.stream().allMatch(field -> json.path(field).isIntegralNumber())
            && json.path("Limit").isIntegralNumber()
            && Json.isText(json.path(text))
            && Json.isText(json.path("SmsSdkAppId"));
    int limit = json.path("Limit").asInt(0);
    return !complete
        ? "MissingParameter"
        : limit < 1 || limit > MAX_LIMIT ? "InvalidParameter" : null;
  }

  private List<SmsReports.Report> page(HttpCall call) {
    JsonNode json = call.json();
    return reports
        .of(
            json.path("PhoneNumber").asString(""),
            json.path("BeginTime").asLong(0),
            json.path("EndTime").asLong(Long.MAX_VALUE))
        .stream()
        .skip(json.path("Offset").asInt(0))
        .limit(json.path("Limit").asInt(0))
        .toList();
  }

  private List<SmsReports.Report> taken(HttpCall call) {
    return reports.take(call.at("/Limit").asInt(0));
  }

  private static ObjectNode status(SmsReports.Report report) {
    boolean mainland = report.number().startsWith("+86");
    return Json.object()
        .put("UserReceiveTime", report.at())
        .put("CountryCode", mainland ? "86" : "")
        .put("SubscriberNumber", report.number().substring(mainland ? 3 : 1))
        .put("PhoneNumber", report.number())
        .put("SerialNo", report.id())
        .put("ReportStatus", report.isDelivered() ? "SUCCESS" : "FAIL")
        .put("Description", report.isDelivered() ? "DELIVRD" : "UNDELIV")
        .put("SessionContext", report.echo());
  }
}
