package dev.herald.server.lane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class LaneSetupTest {
  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withUserConfiguration(LaneSetup.class)
          .withPropertyValues(
              "spring.datasource.hikari.maximum-pool-size=20",
              "herald.lanes.critical.priority=urgent",
              "herald.lanes.normal.capacity=10000",
              "herald.lanes.bulk.priority=background");

  @Test
  void a_lane_too_many_for_the_connections_is_said_with_the_mend(CapturedOutput output) {
    runner
        .withPropertyValues("herald.lanes.otc.capacity=1000")
        .run(context -> assertThat(context).hasNotFailed());

    assertThat(output).contains("4 lanes").contains("maximum-pool-size to 26 or more");
  }

  @Test
  void enough_connections_need_no_word(CapturedOutput output) {
    runner.run(context -> assertThat(context).hasNotFailed());

    assertThat(output).doesNotContain("maximum-pool-size");
  }
}
