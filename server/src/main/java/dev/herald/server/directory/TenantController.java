package dev.herald.server.directory;

import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Reach;
import dev.herald.server.authorization.Requires;
import dev.herald.server.platform.problem.Page;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/tenants")
class TenantController {
  private final Tenants tenants;

  TenantController(Tenants tenants) {
    this.tenants = tenants;
  }

  @Requires(Permission.READ)
  @GetMapping
  Page<Tenant> list(Caller.Staff caller) {
    return Page.all(
        tenants.list().stream().filter(each -> caller.reach().seesTenant(each.code())).toList());
  }

  @Requires(Permission.READ)
  @GetMapping("/{tenant}")
  Tenant get(Caller.Staff caller, @PathVariable String tenant) {
    return tenants.get(tenant);
  }

  /** Takes away a tenant without recipients, sources, templates and messages. */
  @Requires(value = Permission.EDIT, across = Reach.Limit.APPLICATIONS)
  @DeleteMapping("/{tenant}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(Caller.Staff caller, @PathVariable String tenant) {
    tenants.delete(tenant);
  }

  @Requires(value = Permission.EDIT, across = Reach.Limit.APPLICATIONS)
  @PutMapping("/{tenant}")
  ResponseEntity<Tenant> put(
      Caller.Staff caller, @PathVariable String tenant, @RequestBody TenantSpec spec) {
    return tenants.put(tenant, spec).answer(() -> tenants.get(tenant));
  }
}
