package dev.herald.server.alarm.rule;

import dev.herald.server.lane.LaneSettings;
import java.time.Duration;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rules on a database, with the lane of login codes alone. */
public final class TestRules {
  private final RuleStore store;

  public TestRules(JdbcClient jdbc) {
    this.store = new RuleStore(jdbc);
  }

  public Rules rules() {
    return new Rules(
        store,
        new LaneSettings(
            Map.of("critical", new LaneSettings.Lane(10, LaneSettings.Priority.URGENT, 0.1)),
            Duration.ofSeconds(20),
            Duration.ofSeconds(2),
            Duration.ofSeconds(20),
            Duration.ofMillis(200)));
  }

  /**
   * @param what kind, scope and key
   */
  public void set(String what, double threshold) {
    String[] words = what.split(" ", 3);
    Rule usual = AlarmKind.valueOf(words[0]).byDefault();
    store.put(usual.of(Scope.valueOf(words[1]), words[2], threshold), "a test");
  }
}
