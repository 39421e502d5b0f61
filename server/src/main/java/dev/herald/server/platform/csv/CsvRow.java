package dev.herald.server.platform.csv;

import dev.herald.channel.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of a file. Its text form shows no cell: they are about people.
 *
 * @param line of the file that it begins at, counted from 1
 * @param cells one for each column, stripped; empty where the row is shorter
 * @param fault why the row can't be taken as it is written; null: nothing is wrong with its form
 */
public record CsvRow(long line, List<String> cells, @Nullable Fault fault) {
  public CsvRow {
    cells = List.copyOf(cells);
  }

  /**
   * @param column by its name; empty: the row as a whole
   */
  public record Fault(String column, Reason reason) {}

  @Override
  public String toString() {
    return "row at line " + line;
  }
}
