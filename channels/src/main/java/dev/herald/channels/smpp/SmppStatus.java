package dev.herald.channels.smpp;

import dev.herald.channel.CallReason.ProviderSaid;
import dev.herald.channel.CallReason.ProviderSaid.Kind;
import dev.herald.channel.Exchange;
import dev.herald.channel.Fault;
import dev.herald.channel.Rejection;
import dev.herald.channel.SendResult;
import dev.herald.channel.SendResult.Rejected;
import dev.herald.channel.SendResult.Retryable;
import dev.herald.channel.SendResult.Throttled;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a command status other than zero means. */
final class SmppStatus {
  private static final Duration TOO_FAST = Duration.ofSeconds(1);

  private SmppStatus() {}

  /** As documents and traces write it. */
  static String code(int status) {
    return "0x%08X".formatted(status);
  }

  /** Whether the session has to be made anew. */
  static boolean endsSession(int status) {
    return status == 0x04 || status == 0x05;
  }

  static SendResult of(int status, int attempt) {
    Exchange exchange = new Exchange(code(status), null);
    return switch (status) {
      case 0x14, 0x58 ->
          new Throttled(Fault.SOURCE, TOO_FAST, said(Kind.THROTTLED, status), exchange);
      case 0x04, 0x05, 0x08, 0x45, 0x64, 0xFE, 0xFF, 0x102 -> busy(status, exchange);
      case 0x0B, 0x50, 0x51 ->
          rejected(Rejection.RECIPIENT, Kind.REFUSED_ADDRESS, status, exchange);
      case 0x0D, 0x0E, 0x0F, 0x53, 0x100, 0x103 ->
          rejected(Rejection.CREDENTIALS, Kind.REFUSED_ACCOUNT, status, exchange);
      // The sender is the source's.
      case 0x0A, 0x48, 0x49 ->
          new Rejected(
              Fault.SOURCE, Rejection.CONTENT, said(Kind.REFUSED_CONTENT, status), exchange);
      case 0x01, 0x02, 0x03, 0x0C, 0x43, 0x61, 0x62, 0x65, 0x104 ->
          rejected(Rejection.CONTENT, Kind.REFUSED_CONTENT, status, exchange);
      default ->
          attempt <= 1
              ? busy(status, exchange)
              : rejected(Rejection.CONTENT, Kind.REFUSED_CONTENT, status, exchange);
    };
  }

  private static SendResult busy(int status, Exchange exchange) {
    return new Retryable(Fault.PROVIDER, said(Kind.FAILED, status), exchange);
  }

  private static SendResult rejected(
      Rejection rejection, Kind kind, int status, Exchange exchange) {
    return new Rejected(rejection, said(kind, status), exchange);
  }

  private static ProviderSaid said(Kind kind, int status) {
    return new ProviderSaid(kind, SmppSettings.NAME, code(status), null);
  }

  /** What statuses, and the words of receipts, mean. */
  static Map<String, Map<String, String>> reasons() {
    Map<String, Map<String, String>> reasons = new HashMap<>();
    add(reasons, code(0x01), "the message is too long", "消息过长", "too-long");
    add(reasons, code(0x04), "the session was in another state", "会话状态不对", null);
    add(reasons, code(0x08), "the message centre has an error inside", "短信中心内部错误", null);
    add(reasons, code(0x0A), "the sender is not valid", "发送号码无效", "signature");
    add(reasons, code(0x0B), "the number is not valid", "号码无效", "wrong-address");
    add(reasons, code(0x0D), "the bind was refused", "绑定被拒绝", null);
    add(reasons, code(0x0E), "the password is wrong", "密码不正确", null);
    add(reasons, code(0x0F), "the system id is wrong", "系统 ID 不正确", null);
    add(reasons, code(0x14), "the queue of the message centre is full", "短信中心队列已满", null);
    add(reasons, code(0x45), "the message was not taken", "提交失败", null);
    add(reasons, code(0x58), "it is sent too fast", "发送过于频繁", null);
    add(reasons, code(0x64), "the receiver has trouble for now", "接收方暂时故障", null);
    add(reasons, code(0x65), "the receiver refuses it", "接收方拒绝", null);
    add(reasons, code(0x100), "the service is not there for this account", "账号无此服务", null);
    add(reasons, "UNDELIV", "the carrier could not deliver it", "运营商未能送达", null);
    add(
        reasons,
        "EXPIRED",
        "the phone could not be reached in time",
        "在有效期内未能联系到手机",
        "unreachable");
    add(reasons, "REJECTD", "the carrier refused it", "运营商拒绝下发", null);
    add(reasons, "DELETED", "the carrier dropped it", "运营商已删除", null);
    return Map.copyOf(reasons);
  }

  private static void add(
      Map<String, Map<String, String>> reasons,
      String code,
      String en,
      String zh,
      @Nullable String cause) {
    reasons.put(
        code,
        cause == null ? Map.of("en", en, "zh", zh) : Map.of("en", en, "zh", zh, "cause", cause));
  }
}
