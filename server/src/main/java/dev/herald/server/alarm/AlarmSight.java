package dev.herald.server.alarm;

import dev.herald.server.alarm.rule.Subject;
import dev.herald.server.authorization.Reach;
import dev.herald.server.directory.Tenants;
import dev.herald.server.source.Sources;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Which alarms a caller may see: those about what is all the caller's. Of all tenants together, and
 * of Herald's own parts, only whoever is not limited.
 */
@Component
class AlarmSight {
  private final Sources sources;
  private final Tenants tenants;

  AlarmSight(Sources sources, Tenants tenants) {
    this.sources = sources;
    this.tenants = tenants;
  }

  Predicate<Alarm> of(Reach reach) {
    boolean everyTenant = reach.spans(Reach.Limit.TENANTS);
    boolean everyApplication = reach.spans(Reach.Limit.APPLICATIONS);
    if (everyTenant && everyApplication) {
      return _ -> true;
    }
    Set<String> own =
        sources.all(reach).stream()
            .filter(source -> everyApplication && isWithin(source.tenantId(), reach))
            .map(source -> source.source().code())
            .collect(Collectors.toSet());
    return alarm -> {
      Subject subject = alarm.subject();
      return subject.application() == null
          ? subject.source() != null && own.contains(subject.source())
          : everyTenant && reach.seesApplication(subject.application());
    };
  }

  private boolean isWithin(@Nullable UUID tenantId, Reach reach) {
    return tenantId != null && reach.seesTenant(tenants.get(tenantId).code());
  }
}
