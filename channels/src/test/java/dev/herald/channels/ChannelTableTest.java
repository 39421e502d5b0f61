package dev.herald.channels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.channel.Connector;
import dev.herald.channel.ConnectorDescription;
import dev.herald.channel.ConnectorDescription.RecallLimit;
import dev.herald.channel.ConnectorProvider.Environment;
import dev.herald.channel.RateCap;
import dev.herald.channel.network.Egress;
import dev.herald.channel.network.PrivateTargets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The READMEs' table of channels is made from the connectors. When it is stale, {@code
 * -Dherald.readme.write=1} among the test's JVM arguments writes it anew.
 */
class ChannelTableTest {
  private static final String START =
      "<!-- channels: made from the connectors by ChannelTableTest -->\n";
  private static final String END = "<!-- end of channels -->\n";
  private static final Environment ENVIRONMENT =
      new Environment(
          new Egress.Direct(PrivateTargets.NONE), Clock.systemUTC(), Duration.ofMinutes(1));

  private enum Page {
    ENGLISH(
        "README.md",
        "en",
        "| Channel | Connector | Sends to | Messages a call | Supports queries | Receipts | Recall"
            + " | Rate caps per source | Deduplicates by |",
        Map.of()),
    CHINESE(
        "README.zh-CN.md",
        "zh",
        "| 渠道 | 接入器 | 接收地址 | 单次条数 | 可查询结果 | 回执 | 可撤回 | 单个发送方限速 | 去重依据 |",
        Map.of(
            "email", "邮箱",
            "phone", "手机号",
            "user", "用户 ID",
            "device", "设备",
            "chat", "会话",
            "url", "网址",
            "feed", "主题、队列",
            "the source's own", "由发送方决定",
            "with replies", "含回复",
            "yes", "是"));

    final String file;
    final String language;
    final String head;
    final Map<String, String> words;

    Page(String file, String language, String head, Map<String, String> words) {
      this.file = file;
      this.language = language;
      this.head = head;
      this.words = words;
    }

    String word(String english) {
      return words.getOrDefault(english, english);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theTableIsWhatTheConnectorsSay(Page page) throws IOException {
    Path file = Path.of("..", page.file);
    String text = Files.readString(file);
    assertThat(text).contains(START, END);
    int start = text.indexOf(START) + START.length();
    int end = text.indexOf(END);
    String table = table(page);
    if (System.getProperty("herald.readme.write") != null) {
      Files.writeString(file, text.substring(0, start) + table + text.substring(end));
      return;
    }

    assertThat(text.substring(start, end))
        .as("%s is stale: run this test with -Dherald.readme.write=1", page.file)
        .isEqualTo(table);
  }

  private static String table(Page page) {
    try (Connectors connectors = Connectors.load(ENVIRONMENT)) {
      List<String> rows =
          Stream.concat(
                  connectors.all().stream().map(Listed::of),
                  OwnConnectors.all().stream().map(own -> new Listed(own, null)))
              .sorted(
                  Comparator.comparing((Listed each) -> each.connector.channel().name())
                      .thenComparing(each -> each.connector.name()))
              .map(each -> row(page, each))
              .toList();
      return page.head + "\n|---|---|---|---|---|---|---|---|---|\n" + String.join("", rows);
    }
  }

  /**
   * @param receipts null: its provider reports nothing
   */
  private record Listed(ConnectorDescription connector, @Nullable String receipts) {
    static Listed of(Connector connector) {
      return new Listed(
          connector.description(),
          connector
              .receipts()
              .map(receipts -> receipts.bringsReplies() ? "with replies" : "yes")
              .orElse(connector.tellsByItself() ? "with replies" : null));
    }
  }

  private static String row(Page page, Listed each) {
    ConnectorDescription connector = each.connector;
    String destination = connector.destination().name().toLowerCase(Locale.ROOT);
    return "| %s | `%s` %s | %s | %s | %s | %s | %s | %s | %s |\n"
        .formatted(
            connector.channel(),
            connector.name(),
            connector.label().getOrDefault(page.language, connector.name()),
            page.word(destination.equals("none") ? "the source's own" : destination),
            connector.batch() == null ? "1" : Integer.toString(connector.batch().most()),
            connector.traceable() ? page.word("yes") : "–",
            each.receipts == null ? "–" : page.word(each.receipts),
            recall(page, connector.recall()),
            orDash(
                connector.caps().stream().map(RateCap::toString).collect(Collectors.joining(", "))),
            connector.idempotency() == null ? "–" : "`%s`".formatted(connector.idempotency()));
  }

  private static String recall(Page page, @Nullable RecallLimit recall) {
    if (recall == null) {
      return "–";
    }
    Duration within = recall.within();
    return within == null ? page.word("yes") : "%d h".formatted(within.toHours());
  }

  private static String orDash(String text) {
    return text.isEmpty() ? "–" : text;
  }
}
