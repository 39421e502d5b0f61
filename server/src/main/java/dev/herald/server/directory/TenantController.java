package dev.herald.server.directory;

import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Reach;
import dev.herald.server.authorization.Requires;
import dev.herald.server.platform.problem.EntityTag;
import dev.herald.server.platform.problem.Page;
import dev.herald.server.platform.problem.Precondition;
import io.swagger.v3.oas.annotations.Operation;
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

  @Operation(summary = "The tenants")
  @Requires(Permission.READ)
  @GetMapping
  Page<Tenant> list(Caller.Staff caller) {
    return Page.all(
        tenants.list().stream().filter(each -> caller.reach().seesTenant(each.code())).toList());
  }

  @Operation(summary = "A tenant")
  @Requires(Permission.READ)
  @GetMapping("/{tenant}")
  ResponseEntity<Tenant> get(Caller.Staff caller, @PathVariable String tenant) {
    Tenant found = tenants.get(tenant);
    return EntityTag.answer(tenants.tag(found), found);
  }

  /** Takes away a tenant without recipients, sources, templates and messages. */
  @Operation(summary = "Take away a tenant that nothing belongs to")
  @Requires(value = Permission.EDIT, across = Reach.Limit.APPLICATIONS)
  @DeleteMapping("/{tenant}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(Caller.Staff caller, Precondition seen, @PathVariable String tenant) {
    tenants.delete(tenant, seen);
  }

  @Operation(summary = "Make or change a tenant")
  @Requires(value = Permission.EDIT, across = Reach.Limit.APPLICATIONS)
  @PutMapping("/{tenant}")
  ResponseEntity<Tenant> put(
      Caller.Staff caller,
      Precondition seen,
      @PathVariable String tenant,
      @RequestBody TenantSpec spec) {
    return tenants.put(tenant, spec, seen).answer(() -> tenants.get(tenant), tenants::tag);
  }
}
