package dev.herald.server.definition;

import dev.herald.channels.plugin.PluginFault;
import dev.herald.channels.plugin.PluginFile;
import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Reach;
import dev.herald.server.authorization.Requires;
import dev.herald.server.platform.problem.Page;
import dev.herald.server.source.ConnectorCatalog;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/plugins")
class PluginController {
  private final ConnectorCatalog connectors;
  private final DefinitionStore store;
  private final AuditLog audit;

  PluginController(ConnectorCatalog connectors, DefinitionStore store, AuditLog audit) {
    this.connectors = connectors;
    this.store = store;
    this.audit = audit;
  }

  /**
   * A jar of this process's plug-in folder.
   *
   * @param connectors the names of those that are in use
   * @param version of the jar that is in use; left out when none is
   * @param fault why it is not in use as it is now; left out when it is
   * @param detail what the fault is about
   */
  record PluginView(
      String file,
      List<String> connectors,
      @Nullable String version,
      PluginFile.State state,
      PluginFault.@Nullable Kind fault,
      @Nullable String detail) {
    static PluginView of(PluginFile file) {
      PluginFault fault = file.fault();
      return new PluginView(
          file.file(),
          file.connectors(),
          file.version(),
          file.state(),
          fault == null ? null : fault.kind(),
          fault == null ? null : fault.detail());
    }
  }

  @Operation(summary = "What became of this process's plug-ins")
  @Requires(Permission.READ)
  @GetMapping
  Page<PluginView> list(Caller.Staff caller) {
    return views(connectors.plugins());
  }

  /** This process's at once, and those of the others within two seconds. */
  @Operation(summary = "Have every process read its plug-ins again")
  @Requires(
      value = Permission.ADMINISTER,
      across = {Reach.Limit.TENANTS, Reach.Limit.APPLICATIONS})
  @PostMapping("/reload")
  Page<PluginView> reload(Caller.Staff caller) {
    store.askForReload();
    audit.record(Act.of("plugin.reloaded", "plugin", "all"));
    return views(connectors.reload());
  }

  private static Page<PluginView> views(List<PluginFile> files) {
    return Page.all(files.stream().map(PluginView::of).toList());
  }
}
