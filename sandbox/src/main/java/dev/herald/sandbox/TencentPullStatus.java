package dev.herald.sandbox;

import static dev.herald.sandbox.Refusal.refuse;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The action PullSmsSendStatusByPhoneNumber: what became of the messages to one number. */
final class TencentPullStatus {
  static final String ACTION = "PullSmsSendStatusByPhoneNumber";
  private static final int MAX_LIMIT = 100;

  private final Caps caps;
  private final SmsReports reports;

  TencentPullStatus(SandboxOptions options, SmsReports reports) {
    this.caps = new Caps(options.capPolicy(), options.clock(), Cap.perSecond(20));
    this.reports = reports;
  }

  Verdict judge(HttpCall call, SignatureCheck signature) {
    return unfit(call.json())
        .or(() -> tooFast(call))
        .map(refusal -> Verdict.refused(refusal, signature, TencentReplies.error(refusal)))
        .orElseGet(() -> Verdict.accepted("Ok", signature, TencentReplies.of(page(call.json()))));
  }

  private static Optional<Refusal> unfit(JsonNode json) {
    for (String field : List.of("BeginTime", "Offset", "Limit")) {
      if (!json.path(field).isIntegralNumber()) {
        return refuse("MissingParameter", "%s must be a number".formatted(field));
      }
    }
    for (String field : List.of("PhoneNumber", "SmsSdkAppId")) {
      if (!Json.isText(json.path(field))) {
        return refuse("MissingParameter", "%s is missing".formatted(field));
      }
    }
    return json.path("Limit").asInt() > MAX_LIMIT || json.path("Limit").asInt() < 1
        ? refuse("InvalidParameter", "Limit is between 1 and 100")
        : Optional.empty();
  }

  private Optional<Refusal> tooFast(HttpCall call) {
    return caps.admit(call.account())
        ? Optional.empty()
        : refuse("RequestLimitExceeded", "over 20 requests a second");
  }

  private ObjectNode page(JsonNode json) {
    ObjectNode response = Json.object();
    var statuses = response.putArray("PullSmsSendStatusSet");
    reports
        .of(
            json.path("PhoneNumber").asString(),
            json.path("BeginTime").asLong(),
            json.path("EndTime").asLong(Long.MAX_VALUE))
        .stream()
        .skip(json.path("Offset").asInt())
        .limit(json.path("Limit").asInt())
        .forEach(report -> statuses.add(status(report)));
    return response;
  }

  private static ObjectNode status(SmsReports.Report report) {
    boolean mainland = report.number().startsWith("+86");
    return Json.object()
        .put("UserReceiveTime", report.at())
        .put("CountryCode", mainland ? "86" : "")
        .put("SubscriberNumber", report.number().substring(mainland ? 3 : 1))
        .put("PhoneNumber", report.number())
        .put("SerialNo", report.serial())
        .put("ReportStatus", report.failure() == null ? "SUCCESS" : "FAIL")
        .put("Description", report.failure() == null ? "DELIVRD" : report.failure())
        .put("SessionContext", report.sessionContext());
  }
}
