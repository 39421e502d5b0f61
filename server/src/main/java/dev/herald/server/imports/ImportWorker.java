package dev.herald.server.imports;

import dev.herald.server.directory.Recipients;
import dev.herald.server.directory.Tenant;
import dev.herald.server.directory.Tenants;
import dev.herald.server.platform.Change;
import dev.herald.server.platform.Ids;
import dev.herald.server.platform.Shutdown;
import dev.herald.server.platform.csv.CsvRow;
import dev.herald.server.platform.csv.CsvRows;
import dev.herald.server.platform.csv.CsvUnreadable;
import dev.herald.server.platform.database.DatabaseTrouble;
import dev.herald.server.reason.FileFault;
import dev.herald.server.reason.TraceReason;
import dev.herald.server.upload.RowFaults;
import dev.herald.server.upload.Uploads;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Works on imports, one after the other, until none is left to do. */
@Component
class ImportWorker {
  private static final Logger log = LoggerFactory.getLogger(ImportWorker.class);
  private static final int BATCH = 500;

  private final ImportStore store;
  private final Uploads uploads;
  private final RowFaults faults;
  private final Recipients recipients;
  private final Tenants tenants;
  private final TransactionTemplate transaction;
  private final Shutdown shutdown;
  private final UUID self = Ids.next();

  ImportWorker(
      ImportStore store,
      Uploads uploads,
      RowFaults faults,
      Recipients recipients,
      Tenants tenants,
      TransactionTemplate transaction,
      Shutdown shutdown) {
    this.store = store;
    this.uploads = uploads;
    this.faults = faults;
    this.recipients = recipients;
    this.tenants = tenants;
    this.transaction = transaction;
    this.shutdown = shutdown;
  }

  void run() {
    for (Optional<RecipientImport> next = next(); next.isPresent(); next = next()) {
      work(next.get());
    }
  }

  private Optional<RecipientImport> next() {
    return shutdown.begun() ? Optional.empty() : store.take(self);
  }

  private void work(RecipientImport job) {
    try {
      if (throughAll(job)) {
        store.complete(job, self);
      }
    } catch (CsvUnreadable unreadable) {
      store.fail(job, self, unreadable.reason());
    } catch (RuntimeException failure) {
      if (DatabaseTrouble.passing(failure)) {
        throw failure;
      }
      log.warn("Import {} could not go on: {}", job.id(), failure.toString());
      store.fail(job, self, new TraceReason.ErrorInside(failure.getClass().getSimpleName()));
    }
  }

  /**
   * @return false: it was stopped, or this process leaves
   */
  private boolean throughAll(RecipientImport job) {
    Tenant tenant = tenants.get(job.tenantId());
    long rows = job.counts().lookedAt();
    try (CsvRows file = uploads.rows(job.uploadId(), job.form())) {
      ImportBatch batch = batch(tenant, job, file);
      for (Optional<CsvRow> row = file.next(); row.isPresent(); row = file.next()) {
        if (row.get().line() <= job.line()) {
          continue;
        }
        batch.add(row.get());
        if (batch.rows() == BATCH) {
          rows += batch.rows();
          if (!write(tenant, job, batch) || shutdown.begun()) {
            return false;
          }
          batch = batch(tenant, job, file);
        }
      }
      rows += batch.rows();
      if (rows == 0) {
        throw new CsvUnreadable(new FileFault.FileWithoutRows());
      }
      return batch.rows() == 0 || write(tenant, job, batch);
    }
  }

  private ImportBatch batch(Tenant tenant, RecipientImport job, CsvRows file) {
    return new ImportBatch(recipients, tenant, job.mapping(), file.columns());
  }

  private boolean write(Tenant tenant, RecipientImport job, ImportBatch batch) {
    return Boolean.TRUE.equals(
        transaction.execute(status -> {
          Map<String, Change.Action> actions =
              job.isDry()
                  ? recipients.compare(tenant, batch.wanted())
                  : recipients.putAll(tenant, batch.wanted());
          faults.add(job.id(), batch.faults());
          boolean ours = store.advance(job, self, batch.line(), counts(batch, actions));
          if (!ours) {
            status.setRollbackOnly();
          }
          return ours;
        }));
  }

  private static RecipientImport.Counts counts(
      ImportBatch batch, Map<String, Change.Action> actions) {
    return new RecipientImport.Counts(
        batch.rows(),
        Collections.frequency(actions.values(), Change.Action.CREATED),
        Collections.frequency(actions.values(), Change.Action.UPDATED),
        Collections.frequency(actions.values(), Change.Action.UNCHANGED),
        batch.wrong());
  }
}
