package dev.herald.channels.conformance;

import dev.herald.channel.Content;
import dev.herald.channel.Destination;
import java.util.List;
import java.util.Map;

class TencentSmsIT extends ConformanceSuite {
  @Override
  String connector() {
    return "tencent-sms";
  }

  @Override
  Map<String, String> settings() {
    return Map.ofEntries(
        Map.entry("secretId", "sandbox-hr"),
        Map.entry("secretKey", "SECsandbox-hr"),
        Map.entry("appId", "1400006666"),
        Map.entry("signName", "示例公司"));
  }

  @Override
  Content content() {
    return new Content.ProviderTemplate("449739", List.of("Zhang San", "100"), null);
  }

  @Override
  Content refusedContent() {
    return new Content.Email("Hi", null, "text");
  }

  @Override
  Destination destination() {
    return new Destination(Destination.Kind.PHONE, "+8618511122233");
  }

  @Override
  String sentWords() {
    return "Zhang San";
  }

  @Override
  String echoCode() {
    return "FailedOperation.ContainSensitiveWord";
  }
}
