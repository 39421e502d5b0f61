package dev.herald.sandbox.sms;

import dev.herald.sandbox.http.Reply;
import dev.herald.sandbox.receipt.Receipt;
import dev.herald.sandbox.receipt.Receipts;
import dev.herald.sandbox.standin.Fate;
import dev.herald.sandbox.standin.HttpCall;
import dev.herald.sandbox.standin.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What Alibaba Cloud SMS says later: when it is asked, and by itself. */
final class AliyunReports {
  private static final int WAITING = 1;
  private static final int FAILED = 2;
  private static final int DELIVERED = 3;
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZONE);

  private AliyunReports() {}

  static void push(SmsReports.Report report, Receipts receipts) {
    receipts.send(AliyunSms.NAME, report.account(), _ -> receipt("[" + delivery(report) + "]"));
    if (report.fate() == Fate.STOP) {
      receipts.send(AliyunSms.NAME, report.account(), _ -> receipt("[" + reply(report) + "]"));
    }
  }

  private static Receipt receipt(String body) {
    return Receipt.json(body)
        .until(answer -> Json.read(answer).path("code").asInt(-1) == 0)
        .again(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(10));
  }

  private static ObjectNode delivery(SmsReports.Report report) {
    return Json.object()
        .put("phone_number", report.number())
        .put("send_time", time(report))
        .put("report_time", time(report))
        .put("success", report.isDelivered())
        .put("err_code", report.isDelivered() ? "DELIVERED" : "UNDELIV")
        .put("err_msg", report.isDelivered() ? "delivered" : "not delivered")
        .put("sms_size", "1")
        .put("biz_id", report.id())
        .put("out_id", report.echo());
  }

  private static ObjectNode reply(SmsReports.Report report) {
    return Json.object()
        .put("phone_number", report.number())
        .put("send_time", time(report))
        .put("content", "TD")
        .put("sign_name", "")
        .put("dest_code", "")
        .put("sequence_id", report.at());
  }

  /** One day's messages to a number, newest last; those of one BizId when it is given. */
  static Reply details(HttpCall call, SmsReports reports) {
    String number = AliyunSms.parameter(call.in(), "PhoneNumber");
    String id = AliyunSms.parameter(call.in(), "BizId");
    List<SmsReports.Report> found =
        reports.all(number).stream()
            .filter(report -> id.isEmpty() || id.equals(report.id()))
            .toList();
    ObjectNode body =
        Json.object().put("Code", "OK").put("Message", "OK").put("TotalCount", found.size());
    var details = body.putObject("SmsSendDetailDTOs").putArray("SmsSendDetailDTO");
    found.forEach(report -> details.add(detail(report)));
    return AliyunSms.answer(body);
  }

  private static ObjectNode detail(SmsReports.Report report) {
    int status = !report.isKnown() ? WAITING : report.isDelivered() ? DELIVERED : FAILED;
    return Json.object()
        .put("PhoneNum", report.number())
        .put("SendStatus", status)
        .put("ErrCode", status == FAILED ? "UNDELIV" : "DELIVERED")
        .put("SendDate", time(report))
        .put("ReceiveDate", time(report))
        .put("OutId", report.echo());
  }

  private static String time(SmsReports.Report report) {
    return TIME.format(Instant.ofEpochSecond(report.at()));
  }
}
