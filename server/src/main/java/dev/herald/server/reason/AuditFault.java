package dev.herald.server.reason;

import dev.herald.channel.Reason;

/** Why the audit log is not as it was written. */
public sealed interface AuditFault extends Reason {

  record EntryMissing() implements AuditFault {}

  record EntryChanged() implements AuditFault {}

  record EntryOther() implements AuditFault {}

  record LogShortened() implements AuditFault {}
}
