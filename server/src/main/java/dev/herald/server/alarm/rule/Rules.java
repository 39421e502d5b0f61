package dev.herald.server.alarm.rule;

import dev.herald.server.lane.LaneSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The rules that hold: those that were set, and the defaults elsewhere. For a subject the closest
 * one holds; one that was set goes before the default of the same scope.
 */
@Component
public class Rules {
  private final RuleStore store;
  private final LaneSettings lanes;

  Rules(RuleStore store, LaneSettings lanes) {
    this.store = store;
    this.lanes = lanes;
  }

  /** All that hold at one moment. */
  public record Book(List<Rule> set, List<Rule> defaults) {
    public Rule of(AlarmKind kind, Subject subject) {
      for (Scope scope : Scope.values()) {
        String key = scope.keyOf(subject);
        Optional<Rule> found =
            key == null
                ? Optional.empty()
                : Stream.concat(set.stream(), defaults.stream())
                    .filter(rule -> rule.kind() == kind)
                    .filter(rule -> rule.scope() == scope && rule.key().equals(key))
                    .findFirst();
        if (found.isPresent()) {
          return found.get();
        }
      }
      throw new IllegalStateException("no default of " + kind);
    }
  }

  public Book book() {
    return new Book(store.list().stream().map(RuleStore.Kept::rule).toList(), defaults());
  }

  List<Rule> defaults() {
    Stream<Rule> ofLanes =
        lanes.lanes().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(lane ->
                AlarmKind.LANE_AGE
                    .byDefault()
                    .of(Scope.LANE, lane.getKey(), longestWait(lane.getValue().priority())));
    return Stream.concat(Arrays.stream(AlarmKind.values()).map(AlarmKind::byDefault), ofLanes)
        .toList();
  }

  /** In seconds. */
  private static int longestWait(LaneSettings.Priority priority) {
    return switch (priority) {
      case URGENT -> 30;
      case NORMAL -> 600;
      case BACKGROUND -> 7_200;
    };
  }
}
