package dev.herald.sandbox.sms;

import dev.herald.sandbox.receipt.Receipt;
import dev.herald.sandbox.receipt.Receipts;
import dev.herald.sandbox.standin.Fate;
import dev.herald.sandbox.standin.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import tools.jackson.databind.node.ObjectNode;

/** What Tencent Cloud SMS pushes: an array of reports, and an object for a reply. */
final class TencentReports {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));
  private static final Duration AGAIN = Duration.ofSeconds(5);

  private TencentReports() {}

  static void push(SmsReports.Report report, Receipts receipts) {
    receipts.send(TencentSms.NAME, report.account(), _ -> receipt("[" + delivery(report) + "]"));
    if (report.fate() == Fate.STOP) {
      receipts.send(TencentSms.NAME, report.account(), _ -> receipt(reply(report).toString()));
    }
  }

  private static Receipt receipt(String body) {
    return Receipt.json(body)
        .until(answer -> Json.read(answer).path("result").asInt(-1) == 0)
        .again(AGAIN, AGAIN);
  }

  private static ObjectNode delivery(SmsReports.Report report) {
    return Json.object()
        .put("user_receive_time", TIME.format(Instant.ofEpochSecond(report.at())))
        .put("nationcode", report.number().startsWith("+86") ? "86" : "")
        .put("mobile", national(report))
        .put("report_status", report.isDelivered() ? "SUCCESS" : "FAIL")
        .put("errmsg", report.isDelivered() ? "DELIVRD" : "UNDELIV")
        .put("description", report.isDelivered() ? "delivered" : "not delivered")
        .put("sid", report.id())
        .put("ext", report.echo());
  }

  private static ObjectNode reply(SmsReports.Report report) {
    return Json.object()
        .put("extend", "")
        .put("mobile", national(report))
        .put("nationcode", report.number().startsWith("+86") ? "86" : "")
        .put("sign", "")
        .put("text", "TD")
        .put("time", report.at());
  }

  private static String national(SmsReports.Report report) {
    return report.number().substring(report.number().startsWith("+86") ? 3 : 1);
  }
}
