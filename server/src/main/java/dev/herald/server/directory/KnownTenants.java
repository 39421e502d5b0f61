package dev.herald.server.directory;

import dev.herald.server.authorization.TenantCodes;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells those who grant rights which tenants there are. */
@Component
record KnownTenants(Tenants tenants) implements TenantCodes {
  @Override
  public boolean has(String code) {
    return tenants.find(code).isPresent();
  }

  @Override
  public Optional<String> name(String code) {
    return tenants.find(code).map(Tenant::name);
  }
}
