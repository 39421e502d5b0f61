package dev.herald.server.directory;

import dev.herald.server.access.Caller;
import dev.herald.server.platform.Page;
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

  @GetMapping
  Page<Tenant> list(Caller.Administrator caller) {
    return Page.all(tenants.list());
  }

  @GetMapping("/{code}")
  Tenant get(Caller.Administrator caller, @PathVariable String code) {
    return tenants.get(code);
  }

  /** Takes away a tenant without recipients, sources, templates and messages. */
  @DeleteMapping("/{code}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(Caller.Administrator caller, @PathVariable String code) {
    tenants.delete(code);
  }

  @PutMapping("/{code}")
  ResponseEntity<Tenant> put(
      Caller.Administrator caller, @PathVariable String code, @RequestBody TenantSpec spec) {
    return tenants.put(code, spec).answer(() -> tenants.get(code));
  }
}
