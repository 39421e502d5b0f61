package dev.herald.channels.conformance;

import dev.herald.channel.Connector;
import dev.herald.channel.Content;
import dev.herald.channel.Destination.Kind;
import dev.herald.channel.Rejection;
import dev.herald.channels.Connectors;
import dev.herald.channels.conformance.Subject.Trait;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The connectors under test, a row each. */
final class Subjects {
  private static final String WRONG = "SECnot-that-one";
  private static final Content.Text TEXT = new Content.Text("已归属 100 股");
  private static final Content.Markdown MARKDOWN = new Content.Markdown("到账", "**已归属** 100 \"股\"");
  private static final Content.Markdown PLAIN = new Content.Markdown("到账", "已归属 100 股");
  private static final Content.Text LONG = new Content.Text("字".repeat(30_000));
  private static final Content.Markdown LONG_MARKDOWN =
      new Content.Markdown("到账", "字".repeat(30_000));

  private Subjects() {}

  /** Those that are shipped. */
  static List<Subject> all() {
    Set<String> shipped = shipped();
    return rows().stream().filter(row -> shipped.contains(row.connector())).toList();
  }

  static Set<String> shipped() {
    try (Connectors connectors = Rig.shipped()) {
      return connectors.all().stream()
          .map(Connector::description)
          .map(description -> description.name())
          .collect(Collectors.toSet());
    }
  }

  static List<Subject> rows() {
    return List.of(
        Subject.of("dingtalk-robot", signed(), MARKDOWN)
            .echoes("310000")
            .oversize(LONG_MARKDOWN)
            .wrong("secret", WRONG),
        Subject.of(
                "dingtalk-work",
                Map.of("appKey", "ding1", "appSecret", "secret-of-ding1", "agentId", "1234567"),
                MARKDOWN)
            .to(Kind.USER, "zhang", "zhang-unknown")
            .echoes("34016")
            .oversize(LONG_MARKDOWN)
            .wrong("appSecret", WRONG)
            .has(Trait.TOKEN)
            .has(Trait.NAMES_BAD_RECIPIENTS_WHEN_ASKED),
        Subject.of(
                "dingtalk-oto",
                Map.of(
                    "appKey", "ding1", "appSecret", "secret-of-ding1", "robotCode", "dingrobot1"),
                PLAIN)
            .to(Kind.USER, "zhang", "zhang-unknown")
            .echoes("invalidParameter.msgParam.invalid")
            .wrong("appSecret", WRONG)
            .has(Trait.TOKEN)
            .has(Trait.IN_DOUBT_WHEN_BUSY),
        Subject.of("feishu-bot", signed(), MARKDOWN)
            .echoes("19024")
            .oversize(LONG_MARKDOWN)
            .wrong("secret", WRONG),
        Subject.of("feishu-app", Map.of("appId", "cli_1", "appSecret", "secret-of-cli-1"), PLAIN)
            .to(Kind.USER, "ou_1", "ou_1-unknown")
            .echoes("230022")
            .oversize(LONG_MARKDOWN)
            .wrong("appSecret", WRONG)
            .has(Trait.TOKEN),
        Subject.of("wecom-robot", Map.of("key", "693a91f6-7aaa-4bc4-97a0"), TEXT)
            .echoes("40058")
            .oversize(LONG),
        Subject.of(
                "wecom-app",
                Map.of("corpId", "ww1", "secret", "secret-of-ww1", "agentId", "1000002"),
                TEXT)
            .to(Kind.USER, "zhang", "zhang-unknown")
            .echoes("45002")
            .oversize(LONG_MARKDOWN)
            .wrong("secret", WRONG)
            .has(Trait.TOKEN),
        Subject.of(
                "infoflow-robot", Map.of("token", "d1234567890", "groups", "4249864,4249865"), TEXT)
            .echoes("40000")
            .oversize(LONG),
        Subject.of("infoflow-app", Map.of("appKey", "k1", "appSecret", "secret-of-k1"), TEXT)
            .to(Kind.USER, "zhang")
            .echoes("40000")
            .wrong("appSecret", WRONG)
            .has(Trait.TOKEN)
            .has(Trait.NO_CODE_FOR_CREDENTIALS),
        Subject.of("infoflow-group", Map.of("appKey", "k1", "appSecret", "secret-of-k1"), TEXT)
            .at("infoflow-app")
            .to(Kind.CHAT, "4249864")
            .echoes("40000")
            .oversize(LONG)
            .has(Trait.TOKEN)
            .has(Trait.NO_CODE_FOR_CREDENTIALS),
        Subject.of(
                "tencent-sms",
                Map.of(
                    "secretId", "sandbox-hr",
                    "secretKey", "SECsandbox-hr",
                    "appId", "1400006666",
                    "signName", "示例公司"),
                new Content.ProviderTemplate("449739", List.of("Zhang San", "100"), null))
            .words("Zhang San")
            .to(Kind.PHONE, "+8618511122233", "+8619900000002")
            .echoes("FailedOperation.ContainSensitiveWord")
            .wrong("secretKey", WRONG),
        Subject.of(
                "aliyun-sms",
                Map.of(
                    "keyId", "sandbox-hr",
                    "keySecret", "SECsandbox-hr",
                    "signName", "示例公司"),
                named("SMS_153055065", "Zhang San"))
            .words("Zhang San")
            .to(Kind.PHONE, "+8618511122233", "+8619900000002")
            .echoes("isv.SMS_CONTENT_ILLEGAL")
            .wrong("keySecret", WRONG),
        Subject.of(
                "wechat-mp",
                Map.of("appId", "wx1", "appSecret", "secret-of-wx1"),
                named("tpl1", "Zhang San"))
            .words("Zhang San")
            .to(Kind.USER, "oOPENID1", "oOPENID1-unknown")
            .echoes("47003")
            .refusesContentAs(Rejection.TEMPLATE)
            .wrong("appSecret", WRONG)
            .has(Trait.TOKEN),
        Subject.of(
                "twilio",
                Map.of(
                    "accountSid", "AC00000000000000000000000000000000",
                    "authToken", "secret-of-ac0",
                    "from", "+15005550006"),
                TEXT)
            .to(Kind.PHONE, "+15558675310", "+19900000002")
            .echoes("30007")
            .oversize(LONG)
            .wrong("authToken", WRONG)
            .has(Trait.JUDGES_BY_STATUS),
        Subject.of(
                "apns",
                Map.of(
                    "team", "TEAMID1234",
                    "keyId", "KEYID12345",
                    "key", PrivateKeys.EC,
                    "topic", "com.example.app"),
                PLAIN)
            .to(
                Kind.DEVICE,
                "00fc13adff785122b4ad28809a3420982341241421348097878e577c991de8f0",
                "deadc0deff785122b4ad28809a3420982341241421348097878e577c991de8f0")
            .oversize(LONG_MARKDOWN)
            .wrong("key", PrivateKeys.OTHER_EC)
            .has(Trait.JUDGES_BY_STATUS),
        Subject.of(
                "fcm",
                Map.of(
                    "project", "proj1",
                    "email", "svc@proj1.iam.gserviceaccount.com",
                    "key", PrivateKeys.RSA),
                PLAIN)
            .to(Kind.DEVICE, "device1", "device1-unknown")
            .echoes("INVALID_ARGUMENT")
            .oversize(LONG_MARKDOWN)
            .wrong("key", PrivateKeys.OTHER_RSA)
            .has(Trait.TOKEN),
        Subject.of("jpush", Map.of("appKey", "app1", "masterSecret", "secret-of-app1"), PLAIN)
            .to(Kind.DEVICE, "reg1", "reg1-unknown")
            .echoes("1003")
            .wrong("masterSecret", WRONG),
        Subject.of(
                "getui",
                Map.of("appId", "app1", "appKey", "key1", "masterSecret", "secret-of-key1"),
                PLAIN)
            .to(Kind.DEVICE, "cid1", "cid1-unknown")
            .echoes("20001")
            .refusesContentAs(Rejection.RECIPIENT)
            .wrong("masterSecret", WRONG)
            .has(Trait.TOKEN)
            .has(Trait.REFUSES_REPEATS),
        Subject.of(
                "tiger-app",
                Map.of("host", "tiger.example.com", "appId", "herald", "secret", "secret-of-app"),
                PLAIN)
            .to(Kind.DEVICE, "device1", "device1-unknown")
            .echoes("TOO_LONG")
            .oversize(LONG_MARKDOWN)
            .wrong("secret", WRONG)
            .has(Trait.JUDGES_BY_STATUS),
        Subject.of(
                "whatsapp-cloud",
                Map.of("token", "EAA1-secret-token", "phoneNumberId", "123456789012"),
                TEXT)
            .to(Kind.PHONE, "+15551234567", "+19900000002")
            .echoes("100")
            .oversize(LONG)
            .wrong("token", WRONG),
        Subject.of("telegram-bot", Map.of("token", "123456789:abcdefg_hijklmnop"), PLAIN)
            .to(Kind.CHAT, "12315544", "19900000002")
            .echoes("parse")
            .has(Trait.IN_DOUBT_WHEN_BUSY)
            .has(Trait.HIDES_ITS_ADDRESS)
            .oversize(LONG_MARKDOWN),
        Subject.of("slack-webhook", Map.of("path", "T1secret/B1secret/X1secret"), TEXT)
            .oversize(new Content.Text("字".repeat(40_001)))
            .has(Trait.JUDGES_BY_STATUS),
        Subject.of("slack-api", Map.of("token", "xoxb-secret-1"), TEXT)
            .to(Kind.CHAT, "C1-general", "C1-unknown")
            .oversize(new Content.Text("字".repeat(40_001))),
        Subject.of(
                "discord-webhook",
                Map.of("id", "123456789012345678", "token", "secret-token-1"),
                PLAIN)
            .echoes("50035")
            .oversize(LONG_MARKDOWN)
            .wrong("token", WRONG)
            .has(Trait.IN_DOUBT_WHEN_BUSY)
            .has(Trait.JUDGES_BY_STATUS),
        Subject.of(
                "teams-workflow",
                Map.of(
                    "url",
                    "https://prod-1.westus.logic.azure.com/workflows/6/triggers/manual/paths/invoke?sig=KODu"),
                PLAIN)
            .echoes("InvalidRequestContent")
            .oversize(LONG_MARKDOWN)
            .has(Trait.IN_DOUBT_WHEN_BUSY)
            .has(Trait.HIDES_ITS_ADDRESS)
            .has(Trait.JUDGES_BY_STATUS),
        Subject.of(
                "webhook",
                Map.of("secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                new Content.Payload("grant.vested", "{\"shares\": 100.50}"))
            .to(
                Kind.URL,
                "https://hooks.example.com/in/7d0f",
                "https://hooks.example.com/status/410")
            .echoes("400")
            .has(Trait.JUDGES_BY_STATUS),
        Subject.of("http", Map.of("url", "https://api.example.com/in"), TEXT)
            .at("webhook")
            .to(Kind.USER, "zhang")
            .echoes("400")
            .has(Trait.JUDGES_BY_STATUS),
        Subject.of("ntfy", Map.of("token", "tk_secret"), PLAIN)
            .to(Kind.FEED, "topic1", "topic1-unknown")
            .echoes("40024")
            .has(Trait.NEEDS_NO_SETTING)
            .has(Trait.JUDGES_BY_STATUS),
        Subject.of("gotify", Map.of("url", "https://gotify.example.com", "token", "AbCdEf1"), PLAIN)
            .echoes("400")
            .has(Trait.JUDGES_BY_STATUS),
        Subject.of("bark", Map.of("level", "passive"), PLAIN)
            .to(Kind.DEVICE, "devkey1", "devkey1-unknown")
            .has(Trait.NEEDS_NO_SETTING)
            .has(Trait.NO_CODE_FOR_CREDENTIALS),
        Subject.of("serverchan", Map.of("key", "SCT1secret"), PLAIN).echoes("40009"),
        Subject.of(
                "smtp",
                Map.of(
                    "host", "smtp.example.com",
                    "username", "sandbox-hr",
                    "password", "SECsandbox-hr",
                    "from", "hr@example.com",
                    "fromName", "人力资源"),
                new Content.Email("归属通知", "<p>您已归属 100 股</p>", "您已归属 100 股"))
            .to(Kind.EMAIL, "zhang.san@example.net", "bounce@example.net")
            .echoes("554 5.7.1")
            .wrong("password", WRONG),
        Subject.of(
                "smpp",
                Map.of(
                    "host", "smsc.example.com",
                    "systemId", "herald1",
                    "password", "p4ssw0rd",
                    "sender", "10690000"),
                new Content.Text("已归属 100 股"))
            .to(Kind.PHONE, "+8613800000001", "+8619900000002")
            .wrong("password", "an0ther1"));
  }

  private static Content named(String template, String name) {
    return new Content.ProviderTemplate(template, List.of(name), List.of("name"), null);
  }

  private static Map<String, String> signed() {
    return Map.of("token", "sandbox-hr", "secret", "SECsandbox-hr");
  }
}
