package dev.herald.channels.conformance;

import dev.herald.channel.Content;
import dev.herald.channel.Destination.Kind;
import dev.herald.channels.conformance.Subject.Trait;
import java.util.List;
import java.util.Map;

/** The connectors under test, a row each. */
final class Subjects {
  private static final Content.Text TEXT = new Content.Text("已归属 100 股");
  private static final Content.Markdown MARKDOWN =
      new Content.Markdown("到账", "**已归属** 100 \"股\"");
  private static final Content.Text LONG = new Content.Text("字".repeat(30_000));
  private static final Content.Markdown LONG_MARKDOWN =
      new Content.Markdown("到账", "字".repeat(30_000));

  private Subjects() {}

  static List<Subject> all() {
    return List.of(
        Subject.of("dingtalk-robot", signed(), MARKDOWN)
            .echoes("310000")
            .oversize(LONG_MARKDOWN)
            .wrongSecret("secret", "SECnot-that-one"),
        Subject.of("feishu-bot", signed(), MARKDOWN)
            .echoes("19024")
            .oversize(LONG_MARKDOWN)
            .wrongSecret("secret", "SECnot-that-one"),
        Subject.of("wecom-robot", Map.of("key", "693a91f6-7aaa-4bc4-97a0"), TEXT)
            .echoes("40058")
            .oversize(LONG),
        Subject.of(
                "infoflow-robot",
                Map.of("token", "d1234567890", "groups", "4249864,4249865"),
                TEXT)
            .echoes("40000")
            .oversize(LONG),
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
            .wrongSecret("secretKey", "SECnot-that-one"),
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
            .wrongSecret("password", "SECnot-that-one"));
  }

  private static Map<String, String> signed() {
    return Map.of("token", "sandbox-hr", "secret", "SECsandbox-hr");
  }
}
