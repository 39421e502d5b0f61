package dev.herald.channels.smpp;

import dev.herald.channel.AmbiguityPolicy;
import dev.herald.channel.CallReason;
import dev.herald.channel.Channel;
import dev.herald.channel.ConnectorDescription;
import dev.herald.channel.ConnectorDescription.SourceField;
import dev.herald.channel.Content;
import dev.herald.channel.Destination;
import dev.herald.channel.SettingFault;
import dev.herald.channel.Source;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A source of this connector, read.
 *
 * @param sender null: the message centre's own
 * @param window requests that may be unanswered
 * @param validitySeconds how long the message centre tries; 0: as long as it likes
 * @param receiptIds how ids in receipts are written, beside those of answers
 */
record SmppSettings(
    String host,
    int port,
    boolean tls,
    String systemId,
    String password,
    String systemType,
    @Nullable String sender,
    int window,
    int validitySeconds,
    ReceiptIds receiptIds) {
  static final String NAME = "smpp";
  private static final String DIGITS = "\\d{1,7}";

  static final ConnectorDescription DESCRIPTION =
      new ConnectorDescription(
          NAME,
          new Channel("sms"),
          Map.of("en", "SMS by SMPP", "zh", "SMPP 短信"),
          Destination.Kind.PHONE,
          Set.of(Content.Text.class),
          List.of(
              field("host", true, "[A-Za-z0-9.-]+", null, true, "Message centre", "短信中心地址"),
              field("port", false, "\\d{1,5}", "2775", true, "Port", "端口"),
              field("security", false, "none|tls", "none", true, "Encryption", "加密方式"),
              field("systemId", true, "\\S{1,15}", null, false, "System id", "系统 ID（system_id）"),
              new SourceField(
                  "password",
                  words("Password", "密码"),
                  true,
                  true,
                  null,
                  null,
                  words("8 characters at most", "最多 8 个字符"),
                  false),
              field("systemType", false, "\\S{1,12}", null, false, "System type", "系统类型"),
              field(
                  "sender",
                  false,
                  "\\+?\\d{1,20}|[A-Za-z0-9 ._-]{1,11}",
                  null,
                  false,
                  "Sender's number or name",
                  "发送号码或名称"),
              field("window", false, "[1-9]\\d{0,2}", "10", false, "Unanswered requests", "窗口大小"),
              field("validity", false, DIGITS, null, false, "Validity in seconds", "有效期（秒）"),
              field(
                  "receiptIds",
                  false,
                  "same|hex|decimal",
                  "same",
                  false,
                  "Ids in receipts",
                  "回执中的 ID 写法")),
          List.of(),
          AmbiguityPolicy.HOLD,
          false,
          List.of(),
          null,
          SmppStatus.reasons(),
          null,
          null);

  /** Of a message's id: some centres write it in hexadecimal in one place alone. */
  enum ReceiptIds {
    SAME,
    /** The answer has it in decimal, the receipt in hexadecimal. */
    HEX,
    /** The answer has it in hexadecimal, the receipt in decimal. */
    DECIMAL;

    /** As the answer had it. */
    String asAnswered(String id) {
      try {
        return switch (this) {
          case SAME -> id;
          case HEX -> Long.toUnsignedString(Long.parseUnsignedLong(id, 16));
          case DECIMAL -> Long.toHexString(Long.parseUnsignedLong(id));
        };
      } catch (NumberFormatException _) {
        return id;
      }
    }
  }

  private static SourceField field(
      String name,
      boolean required,
      String pattern,
      @Nullable String fallback,
      boolean target,
      String en,
      String zh) {
    return new SourceField(
        name, words(en, zh), false, required, pattern, fallback, Map.of(), target);
  }

  private static Map<String, String> words(String en, String zh) {
    return Map.of("en", en, "zh", zh);
  }

  /**
   * @throws SettingFault naming the field that is missing or wrong, not its value
   */
  static SmppSettings of(Source source) {
    return new SmppSettings(
        source.required("host"),
        number(source, "port", 2775),
        "tls".equals(source.setting("security")),
        source.required("systemId"),
        source.required("password"),
        Objects.requireNonNullElse(source.setting("systemType"), ""),
        source.setting("sender"),
        number(source, "window", 10),
        number(source, "validity", 0),
        receiptIds(source));
  }

  private static ReceiptIds receiptIds(Source source) {
    return switch (Objects.requireNonNullElse(source.setting("receiptIds"), "same")) {
      case "same" -> ReceiptIds.SAME;
      case "hex" -> ReceiptIds.HEX;
      case "decimal" -> ReceiptIds.DECIMAL;
      default ->
          throw new SettingFault(
              new CallReason.SettingUnusable("receiptIds", "same, hex, decimal"));
    };
  }

  private static int number(Source source, String field, int otherwise) {
    String text = source.setting(field);
    try {
      return text == null ? otherwise : Integer.parseInt(text);
    } catch (NumberFormatException _) {
      throw new SettingFault(new CallReason.SettingUnusable(field, "0–9999999"));
    }
  }

  @Override
  public String toString() {
    return "smpp%s://%s@%s:%d".formatted(tls ? "s" : "", systemId, host, port);
  }
}
