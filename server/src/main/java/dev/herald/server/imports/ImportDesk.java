package dev.herald.server.imports;

import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.authorization.Caller;
import dev.herald.server.directory.ChannelNames;
import dev.herald.server.directory.Tenant;
import dev.herald.server.job.JobScheduler;
import dev.herald.server.platform.Ids;
import dev.herald.server.platform.csv.CsvForm;
import dev.herald.server.platform.csv.CsvRows;
import dev.herald.server.platform.csv.CsvUnreadable;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.ProblemReason;
import dev.herald.server.reason.Thing;
import dev.herald.server.upload.Mapping;
import dev.herald.server.upload.RowFaults;
import dev.herald.server.upload.Upload;
import dev.herald.server.upload.Uploads;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Where people order imports, and start or stop them. */
@Component
class ImportDesk {
  private static final List<String> NEEDED = List.of("code");

  private final ImportStore store;
  private final Uploads uploads;
  private final RowFaults faults;
  private final ChannelNames channels;
  private final JobScheduler scheduler;
  private final AuditLog audit;
  private final Clock clock;

  ImportDesk(
      ImportStore store,
      Uploads uploads,
      RowFaults faults,
      ChannelNames channels,
      JobScheduler scheduler,
      AuditLog audit,
      Clock clock) {
    this.store = store;
    this.uploads = uploads;
    this.faults = faults;
    this.channels = channels;
    this.scheduler = scheduler;
    this.audit = audit;
    this.clock = clock;
  }

  @Transactional
  RecipientImport make(Caller caller, Tenant tenant, ImportController.ImportOrder order) {
    if (order.upload() == null) {
      throw new RequestProblem.Invalid("upload", new FieldFault.FieldMissing());
    }
    Upload upload = uploads.get(caller, order.upload());
    CsvForm form = Mapping.form(upload, order.encoding(), order.delimiter());
    List<String> columns = columns(upload, form);
    Mapping mapping = Mapping.checked(order.mapping(), columns, targets(columns));
    mapping.requireOneOf(NEEDED, NEEDED);
    RecipientImport made =
        new RecipientImport(
            Ids.next(),
            tenant.id(),
            upload.id(),
            upload.name(),
            form,
            mapping,
            RecipientImport.State.CHECKING,
            caller.name(),
            clock.instant(),
            null,
            null,
            0,
            RecipientImport.Counts.NONE,
            null);
    store.make(made);
    audit.record(Act.of("import.made", "import", made.id()).with(Map.of("tenant", tenant.code())));
    scheduler.hurry(ImportSetup.JOB);
    return made;
  }

  private List<String> columns(Upload upload, CsvForm form) {
    try (CsvRows rows = uploads.rows(upload.id(), form)) {
      return rows.columns();
    } catch (CsvUnreadable unreadable) {
      throw new RequestProblem.Invalid("upload", unreadable.reason());
    }
  }

  /** Any column may be kept as an attribute under its name. */
  private Set<String> targets(List<String> columns) {
    Set<String> targets = new TreeSet<>(channels.known());
    targets.addAll(ChannelNames.USUAL);
    targets.addAll(List.of("code", "name", "locale", "zone", "phone"));
    columns.forEach(column -> targets.add(ImportBatch.ATTRIBUTES + column.strip()));
    return targets;
  }

  List<RecipientImport> list(Tenant tenant) {
    return store.list(tenant.id());
  }

  RecipientImport get(Tenant tenant, UUID id) {
    return store
        .find(tenant.id(), id)
        .orElseThrow(() -> new RequestProblem.NotFound(Thing.IMPORT, id));
  }

  /** Starting one that was started already changes nothing. */
  @Transactional
  RecipientImport start(Tenant tenant, UUID id) {
    RecipientImport found = get(tenant, id);
    switch (found.state()) {
      case CHECKED -> {
        if (store.start(id)) {
          faults.clear(id);
          audit.record(
              Act.of("import.started", "import", id).with(Map.of("tenant", tenant.code())));
          scheduler.hurry(ImportSetup.JOB);
        }
      }
      case RUNNING, DONE -> {}
      case CHECKING, STOPPED, FAILED ->
          throw new RequestProblem.Conflict(new ProblemReason.ImportNotReady(found.state().name()));
    }
    return get(tenant, id);
  }

  /** Changes nothing when it is over already. */
  @Transactional
  RecipientImport stop(Tenant tenant, UUID id) {
    get(tenant, id);
    if (store.stop(id)) {
      audit.record(Act.of("import.stopped", "import", id).with(Map.of("tenant", tenant.code())));
    }
    return get(tenant, id);
  }
}
