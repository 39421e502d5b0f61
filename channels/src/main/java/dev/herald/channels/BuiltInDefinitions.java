package dev.herald.channels;

import dev.herald.channels.definition.Definition;
import dev.herald.channels.definition.text.DefinitionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The definitions that are shipped, by the names of their files. */
final class BuiltInDefinitions {
  private static final List<String> BUILT_IN =
      List.of(
          "aliyun-sms",
          "apns",
          "bark",
          "dingtalk-oto",
          "dingtalk-robot",
          "dingtalk-work",
          "discord-webhook",
          "fcm",
          "feishu-app",
          "feishu-bot",
          "getui",
          "gotify",
          "http",
          "infoflow-app",
          "infoflow-group",
          "infoflow-robot",
          "jpush",
          "ntfy",
          "serverchan",
          "slack-api",
          "slack-webhook",
          "teams-workflow",
          "telegram-bot",
          "tencent-sms",
          "tiger-app",
          "twilio",
          "webhook",
          "wechat-mp",
          "wecom-app",
          "wecom-robot",
          "whatsapp-cloud");

  private BuiltInDefinitions() {}

  /** Read once for a whole JVM: they never change, and a thousand expressions take a while. */
  private static final class Once {
    static final List<Definition> ALL = read();
  }

  static List<Definition> all() {
    return Once.ALL;
  }

  /** Not in {@link Once} itself, whose making the other threads would wait for. */
  private static List<Definition> read() {
    return texts().entrySet().parallelStream()
        .map(file -> definition(file.getKey(), file.getValue()))
        .toList();
  }

  private static Definition definition(String file, String yaml) {
    try {
      return Definition.readShipped(file, yaml);
    } catch (DefinitionException e) {
      throw new IllegalStateException("a definition that is shipped is wrong", e);
    }
  }

  static Map<String, String> texts() {
    Map<String, String> files = new TreeMap<>();
    for (String name : BUILT_IN) {
      String file = "connectors/%s.yaml".formatted(name);
      try (InputStream in = BuiltInDefinitions.class.getResourceAsStream(file)) {
        byte[] text = Objects.requireNonNull(in, file).readAllBytes();
        files.put(file, new String(text, StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return files;
  }
}
