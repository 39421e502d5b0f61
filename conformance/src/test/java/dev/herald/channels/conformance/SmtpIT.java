package dev.herald.channels.conformance;

import dev.herald.channel.Content;
import dev.herald.channel.Destination;
import java.util.Map;

class SmtpIT extends ConformanceSuite {
  @Override
  String connector() {
    return "smtp";
  }

  @Override
  Map<String, String> settings() {
    return Map.of(
        "host", "smtp.example.com",
        "username", "sandbox-hr",
        "password", "SECsandbox-hr",
        "from", "hr@example.com",
        "fromName", "人力资源");
  }

  @Override
  Content content() {
    return new Content.Email("归属通知", "<p>您已归属 100 股</p>", "您已归属 100 股");
  }

  @Override
  Content refusedContent() {
    return new Content.Text("text");
  }

  @Override
  Destination destination() {
    return new Destination(Destination.Kind.EMAIL, "zhang.san@example.net");
  }

  @Override
  String sentWords() {
    return "您已归属 100 股";
  }

  @Override
  String echoCode() {
    return "554 5.7.1";
  }
}
