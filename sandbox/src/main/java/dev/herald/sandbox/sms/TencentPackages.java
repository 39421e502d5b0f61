package dev.herald.sandbox.sms;

import dev.herald.sandbox.outbox.SignatureCheck;
import dev.herald.sandbox.standin.Backing;
import dev.herald.sandbox.standin.HttpCall;
import dev.herald.sandbox.standin.Json;
import dev.herald.sandbox.standin.Refusal;
import dev.herald.sandbox.standin.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The action that tells of prepaid packages: every account has one that holds, and an old one. */
final class TencentPackages {
  static final String ACTION = "SmsPackagesStatistics";
  private static final Pattern HOUR = Pattern.compile("\\d{10}");
  private static final Duration LIFE = Duration.ofDays(365);

  private final Backing backing;

  TencentPackages(Backing backing) {
    this.backing = backing;
  }

  Verdict judge(HttpCall call) {
    JsonNode json = call.json();
    boolean complete =
        Json.isText(json.path("SmsSdkAppId"))
            && json.path("Limit").isIntegralNumber()
            && json.path("Offset").isIntegralNumber()
            && HOUR.matcher(json.path("BeginTime").asString("")).matches()
            && HOUR.matcher(json.path("EndTime").asString("")).matches();
    if (!complete) {
      Refusal refusal = TencentCodes.CODES.refusal("MissingParameter");
      return Verdict.refused(refusal, SignatureCheck.NONE, TencentReplies.error(refusal));
    }
    int left = backing.figure(TencentSms.NAME + ".package", 100_000);
    Instant now = backing.clock().instant();
    ObjectNode response = Json.object();
    response
        .putArray("SmsPackagesStatisticsSet")
        .add(bought(1_000_001, now.minus(LIFE.dividedBy(2)), left + 200, 200))
        .add(bought(1_000_000, now.minus(LIFE.multipliedBy(2)), 5_000, 4_000));
    return Verdict.accepted("Ok", TencentReplies.of(response));
  }

  private static ObjectNode bought(int id, Instant at, int amount, int used) {
    return Json.object()
        .put("PackageId", id)
        .put("PackageType", 1)
        .put("PackageCreateTime", at.getEpochSecond())
        .put("PackageEffectiveTime", at.getEpochSecond())
        .put("PackageExpiredTime", at.plus(LIFE).getEpochSecond())
        .put("PackageAmount", amount)
        .put("CurrentUsage", used);
  }
}
