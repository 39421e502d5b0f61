package dev.herald.server.reason;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.channel.CallReason;
import dev.herald.channel.CallReason.ProviderSaid;
import dev.herald.channel.CallReason.ProviderSaid.Kind;
import dev.herald.channel.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {
  private static final Instant SINCE = Instant.parse("2026-11-22T03:00:00Z");
  private static final Wording.Meanings MEANINGS =
      (connector, code) ->
          connector.equals("aliyun-sms") && code.equals("isv.BLACK_KEY_CONTROL_LIMIT")
              ? Map.of("en", "the number is on the blacklist", "zh", "号码在黑名单中")
              : Map.of();
  private final Wording english = new Wording(Language.EN).knowing(MEANINGS);
  private final Wording chinese = new Wording(Language.ZH).knowing(MEANINGS);

  @Test
  void a_reason_is_told_with_those_that_it_follows_from() {
    Reason reason =
        new TraceReason.GoesOnBy(
            new TraceReason.GivenUp(1, new CallReason.NoAnswerInTime()), "sms");

    assertThat(english.of(reason))
        .isEqualTo("given up after 1 attempt, the last one: no answer in time; continuing by SMS");
    assertThat(chinese.of(reason)).isEqualTo("放弃发送（共尝试 1 次），最后一次：服务商未在时限内应答；改走短信");
  }

  @Test
  void types_of_variables_and_states_are_told_in_the_readers_words() {
    Reason missing = new TemplateFault.VariableMissing(List.of("string", "null"));

    assertThat(english.of(missing)).isEqualTo("must be given: a text, null");
    assertThat(chinese.of(missing)).isEqualTo("必须填写（文本、空值（null））");
    assertThat(chinese.of(new TemplateFault.VariableType(List.of("boolean"))))
        .isEqualTo("类型应为：是或否");
    assertThat(chinese.of(new ProblemReason.CampaignNotReady("READY")))
        .isEqualTo("群发已检查完毕，尚未开始；现在可以开始或停止");
    assertThat(chinese.of(new ProblemReason.MessageNotWaiting("SENT")))
        .isEqualTo("只有等待发送（PENDING）的消息可以改时间；这条是已发送（SENT）");
    assertThat(english.of(new ProblemReason.ImportNotReady("CHECKING")))
        .isEqualTo("the dry run of the import is not over yet; it can be started then");
    assertThat(english.of(new ProblemReason.MediaTypeUnread(List.of("text/csv", "text/plain"))))
        .endsWith("send Content-Type: text/csv, text/plain");
    assertThat(english.of(new ProblemReason.MediaTypeUnread(List.of()))).contains("Content-Type");
  }

  @Test
  void what_is_left_out_leaves_no_trace() {
    assertThat(english.of(new TraceReason.Paused("NODE", "esop/a", "li.lei", SINCE, null)))
        .isEqualTo("node esop/a is paused by li.lei since 2026-11-22T03:00:00Z");
    assertThat(chinese.of(new TraceReason.Paused("LANE", "bulk", "li.lei", SINCE, "文案有误")))
        .isEqualTo("优先级 bulk 自 2026-11-22T03:00:00Z 起由 li.lei 暂停：文案有误");
  }

  @Test
  void a_providers_code_is_told_as_its_definition_says() {
    ProviderSaid known =
        new ProviderSaid(
            Kind.REFUSED_ADDRESS, "aliyun-sms", "isv.BLACK_KEY_CONTROL_LIMIT", "黑名单管控");

    assertThat(chinese.of(known)).isEqualTo("服务商拒绝该地址：号码在黑名单中（isv.BLACK_KEY_CONTROL_LIMIT）");
    assertThat(english.of(known))
        .isEqualTo(
            "the provider refuses this address: the number is on the blacklist"
                + " (isv.BLACK_KEY_CONTROL_LIMIT)");
    assertThat(english.of(new ProviderSaid(Kind.FAILED, "x", "E1", "try later")))
        .isEqualTo("the provider did not accept it this time: E1: try later");
  }

  @Test
  void a_provider_that_says_nothing_leaves_no_colon() {
    ProviderSaid mute = new ProviderSaid(Kind.REPORTED_UNDELIVERED, "smpp", null, null);

    assertThat(english.of(mute)).isEqualTo("the provider reports that it did not arrive");
    assertThat(chinese.of(mute)).isEqualTo("服务商回执未送达");
  }

  @Test
  void a_code_of_a_newer_version_is_shown_with_its_parameters() {
    assertThat(english.of(new StoredReason("BRAND_NEW", Map.of("of", "tomorrow"))))
        .isEqualTo("BRAND_NEW {of=tomorrow}");
  }

  @Test
  void a_reason_is_stored_and_read_as_it_was() {
    Reason reason =
        new TraceReason.AfterWaiting(
            new CallReason.PrivateTarget("10.0.0.1", false),
            3,
            new TraceReason.CapReached("sms", List.of("1 per second", "9 per day"), SINCE));

    StoredReason read = ReasonJson.read(reason.code(), ReasonJson.write(reason));

    assertThat(read.toString()).isEqualTo(StoredReason.of(reason).toString());
    assertThat(english.of(read)).isEqualTo(english.of(reason));
    assertThat(ReasonJson.write(new TraceReason.TakenByProvider())).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, EN",
        "'', EN",
        "zh-CN, ZH",
        "'fr, zh;q=0.5, en;q=0.4', ZH",
        "'en-GB, zh;q=0.9', EN",
        "de, EN",
        "zh-Hant-TW, ZH",
        "'*', EN",
        "'zh;q=nonsense', EN"
      })
  void a_request_is_answered_in_the_first_language_that_herald_speaks(
      String accepted, Language language) {
    assertThat(Language.accepted(accepted)).isEqualTo(language);
  }
}
