package dev.herald.server.platform;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What this process does.
 *
 * @param roles all of them unless some are named
 */
@ConfigurationProperties("herald")
public record Roles(@DefaultValue({"api", "handler", "cron", "admin"}) Set<Role> roles) {
  public static final Roles ALL = new Roles(Set.of(Role.values()));

  public Roles {
    if (roles.isEmpty()) {
      throw new IllegalArgumentException("herald.roles names no role");
    }
    roles = Set.copyOf(roles);
  }

  public boolean has(Role role) {
    return roles.contains(role);
  }

  /** As in the configuration, in a fixed order: {@code api,handler}. */
  public static String written(Collection<Role> roles) {
    return new TreeSet<>(roles)
        .stream()
            .map(role -> role.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(","));
  }

  @Override
  public String toString() {
    return written(roles);
  }
}
