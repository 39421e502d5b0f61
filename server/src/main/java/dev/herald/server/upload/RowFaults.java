package dev.herald.server.upload;

import dev.herald.channel.Reason;
import dev.herald.server.platform.csv.CsvTable;
import dev.herald.server.reason.ReasonJson;
import dev.herald.server.reason.StoredReason;
import dev.herald.server.reason.Wording;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is wrong with rows of files, by the import or campaign that met it. */
@Repository
public class RowFaults {
  /** Whoever has more wrong rows than these has one mistake in all of them. */
  private static final int MOST = 20_000;

  private static final int AT_ONCE = 1_000;
  private static final List<String> COLUMNS = List.of("line", "column", "problem");

  private final JdbcClient jdbc;

  RowFaults(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param line of the file, counted from 1
   * @param field the column as the file names it; empty: the row as a whole
   */
  public record RowFault(long line, String field, Reason reason) {}

  /** The same row's fault again changes nothing. Joins the caller's transaction. */
  public void add(UUID owner, List<RowFault> faults) {
    if (faults.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            insert into row_fault (owner, line, field, code, with_)
            select :owner, line, field, code, with_::jsonb
            from unnest(:lines::bigint[], :fields::text[], :codes::text[], :withs::text[])
              as new (line, field, code, with_)
            where (select count(*) from row_fault where owner = :owner) < :most
            on conflict do nothing
            """)
        .param("owner", owner)
        .param("lines", faults.stream().map(RowFault::line).toArray(Long[]::new))
        .param("fields", faults.stream().map(RowFault::field).toArray(String[]::new))
        .param("codes", faults.stream().map(each -> each.reason().code()).toArray(String[]::new))
        .param(
            "withs",
            faults.stream().map(each -> ReasonJson.write(each.reason())).toArray(String[]::new))
        .param("most", MOST)
        .update();
  }

  public void clear(UUID owner) {
    jdbc.sql("delete from row_fault where owner = ?").param(owner).update();
  }

  /** Those that tell one of the values, such as an address. */
  public void clear(Collection<UUID> owners, Collection<String> values) {
    jdbc.sql(
            """
            delete from row_fault where owner = any (:owners) and exists (
              select from unnest(:values::text[]) as told (value)
              where position(to_json(value)::text in with_::text) > 0)
            """)
        .param("owners", owners.toArray(UUID[]::new))
        .param("values", values.toArray(String[]::new))
        .update();
  }

  /** In the order of the file. */
  public List<RowFault> list(UUID owner, int most) {
    return after(owner, new RowFault(0, "", new StoredReason("", java.util.Map.of())), most);
  }

  private List<RowFault> after(UUID owner, RowFault last, int most) {
    return jdbc.sql(
            """
            select line, field, code, with_ from row_fault
            where owner = ? and (line, field) > (?, ?) order by line, field limit ?
            """)
        .params(owner, last.line(), last.field(), most)
        .query(RowFaults::fault)
        .list();
  }

  private static RowFault fault(ResultSet row, int number) throws SQLException {
    return new RowFault(
        row.getLong("line"),
        row.getString("field"),
        ReasonJson.read(row.getString("code"), row.getString("with_")));
  }

  /** A table with a line for each fault, in the reader's language. */
  public void write(UUID owner, String file, HttpServletResponse response) throws IOException {
    Wording wording = Wording.ofRequest();
    CsvTable table = CsvTable.begin(response, file, COLUMNS);
    List<RowFault> read = list(owner, AT_ONCE);
    while (!read.isEmpty()) {
      for (RowFault fault : read) {
        table.row(List.of(fault.line(), fault.field(), wording.of(fault.reason())));
      }
      read = after(owner, read.getLast(), AT_ONCE);
    }
    table.flush();
  }
}
