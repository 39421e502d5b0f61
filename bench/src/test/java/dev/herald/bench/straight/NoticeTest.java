package dev.herald.bench.straight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.herald.bench.load.Form;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NoticeTest {
  private static String submission(String key, int number) {
    StringBuilder json = new StringBuilder();
    Form.NOTICE.write(json, key, number, 1, 1_795_305_600_123_456L, "");
    return json.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aSubmissionBecomesTheSentenceThatIsSent() {
    Notice notice = Notice.parse(bytes(submission("", 7)), "run-7");

    assertThat(notice.key()).isEqualTo("run-7");
    assertThat(notice.phone()).isEqualTo("+8613800000007");
    assertThat(notice.text())
        .isEqualTo("韩梅梅，您在授予 2026-B-7 下的 107 股已于 2026-11-20 归属，行权价 12.5。[t:1795305600123456]");
  }

  @Test
  void itsAnswerMasksTheNumber() {
    Notice notice = Notice.parse(bytes(submission("", 7)), "run-7");

    assertThat(notice.answer())
        .startsWith("{\"request\":\"" + notice.requestId())
        .contains(notice.id().toString(), "\"destination\":\"+86138****0007\"");
  }

  @Test
  void eachLineHasItsOwnKey() {
    byte[] body = bytes(submission("run-1", 1) + "\n" + submission("run-2", 2) + "\n");

    assertThat(Intake.lines(body)).extracting(Notice::key).containsExactly("run-1", "run-2");
  }

  @Test
  void withoutAKeyItIsRefused() {
    byte[] body = bytes(submission("", 1));

    assertThatIllegalArgumentException().isThrownBy(() -> Notice.parse(body, null));
  }

  @Test
  void whatIsSavedIsDividedAmongCalls() {
    List<Integer> saved = IntStream.range(0, 250).boxed().toList();

    assertThat(Calls.divided(saved, 100)).extracting(List::size).containsExactly(100, 100, 50);
    assertThat(Calls.divided(saved, 1)).hasSize(250);
    assertThat(Calls.divided(List.of(), 100)).isEmpty();
  }
}
