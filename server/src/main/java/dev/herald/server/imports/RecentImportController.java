package dev.herald.server.imports;

import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Requires;
import dev.herald.server.directory.Tenant;
import dev.herald.server.directory.Tenants;
import dev.herald.server.platform.problem.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Imports")
class RecentImportController {
  private final Tenants tenants;
  private final ImportStore store;

  RecentImportController(Tenants tenants, ImportStore store) {
    this.tenants = tenants;
    this.store = store;
  }

  /** An import with whose recipients it brings. */
  record TenantImport(String tenant, String tenantName, ImportController.ImportView of) {}

  @Requires(Permission.READ)
  @GetMapping("/v1/imports")
  @Operation(operationId = "listRecentImports", summary = "The newest imports of all tenants")
  Page<TenantImport> list(Caller.Staff caller) {
    List<TenantImport> seen =
        store.list().stream()
            .map(each -> tenants.known(each.tenantId()).map(tenant -> line(tenant, each)))
            .flatMap(Optional::stream)
            .filter(line -> caller.reach().seesTenant(line.tenant()))
            .toList();
    return Page.all(seen);
  }

  private static TenantImport line(Tenant tenant, RecipientImport of) {
    return new TenantImport(tenant.code(), tenant.name(), ImportController.ImportView.of(of));
  }
}
