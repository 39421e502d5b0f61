package dev.herald.server.alarm.rule;

import dev.herald.server.application.Applications;
import dev.herald.server.lane.LaneSettings;
import dev.herald.server.node.Nodes;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.Thing;
import dev.herald.server.source.Sources;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether there is what a rule or a silence is for. */
@Component
public class ScopeKeys {
  private final Applications applications;
  private final Nodes nodes;
  private final Sources sources;
  private final LaneSettings lanes;

  ScopeKeys(Applications applications, Nodes nodes, Sources sources, LaneSettings lanes) {
    this.applications = applications;
    this.nodes = nodes;
    this.sources = sources;
    this.lanes = lanes;
  }

  /**
   * @param key null: left out
   * @return as it is kept
   */
  public String checked(Scope scope, @Nullable String key, FieldErrors errors) {
    if (scope == Scope.ALL) {
      return "";
    }
    if (key == null || key.isBlank()) {
      errors.add("key", new FieldFault.FieldMissing());
      return "";
    }
    if (!exists(scope, key)) {
      errors.add("key", new FieldFault.ThingUnknown(thing(scope).word(), key));
    }
    return key;
  }

  private boolean exists(Scope scope, String key) {
    return switch (scope) {
      case ALL, CHANNEL -> true;
      case APPLICATION -> applications.find(key).isPresent();
      case LANE -> lanes.lanes().containsKey(key);
      case SOURCE -> sources.all().stream().anyMatch(source -> source.source().code().equals(key));
      case NODE -> nodeExists(key);
    };
  }

  private boolean nodeExists(String key) {
    int slash = key.indexOf('/');
    return slash > 0
        && applications
            .find(key.substring(0, slash))
            .flatMap(application -> nodes.find(application.id(), key.substring(slash + 1)))
            .isPresent();
  }

  private static Thing thing(Scope scope) {
    return switch (scope) {
      case ALL, CHANNEL -> Thing.CHANNEL;
      case APPLICATION -> Thing.APPLICATION;
      case NODE -> Thing.NODE;
      case SOURCE -> Thing.SOURCE;
      case LANE -> Thing.LANE;
    };
  }
}
