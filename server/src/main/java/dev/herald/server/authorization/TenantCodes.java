package dev.herald.server.authorization;

import java.util.Optional;

/** Tells which tenants there are; whoever keeps them answers. */
public interface TenantCodes {
  boolean has(String code);

  /** What the tenant with this code is called. */
  Optional<String> name(String code);
}
