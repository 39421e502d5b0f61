package dev.herald.server.imports;

import dev.herald.channel.Reason;
import dev.herald.server.directory.Recipient;
import dev.herald.server.directory.RecipientSpec;
import dev.herald.server.directory.Recipients;
import dev.herald.server.directory.Tenant;
import dev.herald.server.platform.csv.CsvRow;
import dev.herald.server.platform.problem.FieldError;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.reason.FileFault;
import dev.herald.server.upload.Mapping;
import dev.herald.server.upload.RowFaults;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows that are written together, and what is wrong with those that are not. */
final class ImportBatch {
  private static final String CODE = "code";
  private static final String NAME = "name";
  private static final String LOCALE = "locale";
  private static final String ZONE = "zone";

  /** What a column holds that is kept as an attribute of its own name. */
  static final String ATTRIBUTES = "attributes.";

  private static final String ADDRESSES = "addresses.";

  private final Recipients recipients;
  private final Tenant tenant;
  private final Mapping mapping;
  private final List<String> columns;
  private final Map<String, Recipient> wanted = new LinkedHashMap<>();
  private final List<RowFaults.RowFault> faults = new ArrayList<>();
  private long rows;
  private long wrong;
  private long line;

  ImportBatch(Recipients recipients, Tenant tenant, Mapping mapping, List<String> columns) {
    this.recipients = recipients;
    this.tenant = tenant;
    this.mapping = mapping;
    this.columns = columns;
  }

  void add(CsvRow row) {
    rows++;
    line = row.line();
    CsvRow.Fault fault = row.fault();
    if (fault != null) {
      wrong(row, fault.column(), fault.reason());
      return;
    }
    FieldErrors errors = new FieldErrors();
    Recipient recipient = recipient(row, errors);
    if (!errors.isEmpty()) {
      wrong++;
      for (FieldError error : errors.all()) {
        faults.add(new RowFaults.RowFault(line, column(error.field()), error.reason()));
      }
    } else if (wanted.putIfAbsent(recipient.code(), recipient) != null) {
      wrong(row, mapping.column(CODE), new FileFault.RowTwice());
    }
  }

  private void wrong(CsvRow row, String column, Reason reason) {
    wrong++;
    faults.add(new RowFaults.RowFault(row.line(), column, reason));
  }

  private Recipient recipient(CsvRow row, FieldErrors errors) {
    Map<String, String> addresses = new HashMap<>(mapping.values(columns, row));
    String code = addresses.remove(CODE);
    String name = addresses.remove(NAME);
    String locale = addresses.remove(LOCALE);
    String zone = addresses.remove(ZONE);
    Map<String, String> attributes = attributes(addresses);
    return recipients.checked(
        tenant,
        code == null ? "" : code,
        new RecipientSpec(
            name == null && code != null ? code : name, locale, zone, addresses, attributes, null),
        errors);
  }

  /** Takes them out of what a row holds; null: the file has none, and those that there are stay. */
  private @Nullable Map<String, String> attributes(Map<String, String> values) {
    boolean some =
        mapping.byColumn().values().stream().anyMatch(target -> target.startsWith(ATTRIBUTES));
    if (!some) {
      return null;
    }
    Map<String, String> attributes = new HashMap<>();
    values.forEach((target, value) -> {
      if (target.startsWith(ATTRIBUTES)) {
        attributes.put(target.substring(ATTRIBUTES.length()), value);
      }
    });
    values.keySet().removeIf(target -> target.startsWith(ATTRIBUTES));
    return attributes;
  }

  private String column(String field) {
    return mapping.column(
        field.startsWith(ADDRESSES) ? field.substring(ADDRESSES.length()) : field);
  }

  List<Recipient> wanted() {
    return List.copyOf(wanted.values());
  }

  List<RowFaults.RowFault> faults() {
    return faults;
  }

  long rows() {
    return rows;
  }

  long wrong() {
    return wrong;
  }

  /** Where the last of them begins. */
  long line() {
    return line;
  }
}
