package dev.herald.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SubmissionTest {
  private static final List<Notice> NOTICES =
      Burst.of(1_000, Map.of("dingtalk", 10, "feishu", 0, "wecom", 10, "infoflow", 10)).notices();

  @Test
  void everyNoticeGoesInExactlyOneCall() {
    assertThat(Submission.calls(NOTICES, 7).stream().flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 1_000).boxed().toList());
  }

  @Test
  void aCallTakesNoticesOfOneCompanyAndChannelOnly() {
    assertThat(Submission.calls(NOTICES, 50))
        .allSatisfy(call -> {
          assertThat(call).hasSizeBetween(1, 50);
          assertThat(call.stream().map(i -> NOTICES.get(i).channel()).distinct()).hasSize(1);
          assertThat(call.stream().map(i -> NOTICES.get(i).company()).distinct()).hasSize(1);
        });
  }

  @Test
  void oneACallKeepsTheOrder() {
    assertThat(Submission.calls(NOTICES, 1))
        .containsExactlyElementsOf(IntStream.range(0, 1_000).mapToObj(List::of).toList());
  }
}
