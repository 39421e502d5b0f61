package dev.herald.server.platform.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.herald.server.reason.Language;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * A table for people, written row by row as the answer of a request. In English the columns have
 * the names by which programs read them, and in other languages the catalogue's.
 */
public final class CsvTable {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final CsvWriter csv;
  private final Language language;

  private CsvTable(CsvWriter csv, Language language) {
    this.csv = csv;
    this.language = language;
  }

  /** Begins the answer, with the line of the columns' names. */
  public static CsvTable begin(HttpServletResponse response, String file, List<String> columns)
      throws IOException {
    response.setContentType("text/csv");
    response.setCharacterEncoding(StandardCharsets.UTF_8);
    response.setHeader("Content-Disposition", "attachment; filename=\"" + file + "\"");
    Writer text = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
    text.write(BYTE_ORDER_MARK);
    CsvTable table = new CsvTable(CsvWriter.builder().build(text), Language.ofRequest());
    table.csv.writeRecord(columns.stream().map(each -> table.name("column", each)).toList());
    return table;
  }

  /** How a thing is called in the table's language, such as a state. */
  public String name(String kind, String value) {
    return language.nameOf(kind, value);
  }

  /** Null is an empty cell. */
  public void row(List<?> cells) {
    csv.writeRecord(cells.stream().map(cell -> PlainCell.of(Objects.toString(cell, ""))).toList());
  }

  /** Hands what is written so far to the reader. */
  public void flush() throws IOException {
    csv.flush();
  }
}
