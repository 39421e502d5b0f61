package dev.herald.server.platform.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.herald.server.reason.FileFault;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rows of a file, one at a time, as RFC 4180 and table programs write them: the first one names
 * the columns. Blank rows are passed over. Not safe for concurrent use.
 */
public final class CsvRows implements AutoCloseable {
  /** More characters between quotes are a quote that is not closed. */
  private static final int LONGEST_CELL = 64 * 1_024;

  private static final int MOST_COLUMNS = 200;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /** By which Excel is told the delimiter; no row. */
  private static final String SEPARATOR_LINE = "sep=";

  private static final Pattern AT_LINE = Pattern.compile("starting at line (\\d+)");

  /** How a table program writes a text that must stay one: {@code ="00123"}. */
  private static final Pattern TEXT_FORMULA = Pattern.compile("=\"([^\"]*)\"");

  /** What a table program makes of a long number. */
  private static final Pattern SHORTENED = Pattern.compile("[+-]?\\d(?:[.,]\\d+)?[eE]\\+?\\d{1,3}");

  private final QuoteWatch text;
  private final CsvReader<CsvRecord> reader;
  private final Iterator<CsvRecord> records;
  private final CsvForm form;
  private final List<String> columns;
  private long line = 1;

  private CsvRows(QuoteWatch text, CsvForm form) {
    this.text = text;
    this.reader =
        CsvReader.builder()
            .fieldSeparator(form.delimiter())
            .allowUnclosedQuote(false)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .maxBufferSize(LONGEST_CELL)
            .ofCsvRecord(text);
    this.records = reader.iterator();
    this.form = form;
    this.columns = header();
  }

  /**
   * @throws CsvUnreadable when no row of it can be read
   */
  public static CsvRows of(InputStream bytes, CsvForm form) {
    Reader text =
        withoutMark(
            new InputStreamReader(
                bytes,
                form.encoding()
                    .charset()
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)));
    return new CsvRows(new QuoteWatch(text, form.delimiter()), form);
  }

  /** Before a quote the mark would make it a quote in the middle of a cell. */
  private static Reader withoutMark(Reader text) {
    try {
      PushbackReader pushed = new PushbackReader(text, 1);
      int first = pushed.read();
      if (first >= 0 && first != BYTE_ORDER_MARK) {
        pushed.unread(first);
      }
      return pushed;
    } catch (CharacterCodingException undecoded) {
      return new StringReader("");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of the columns, as they are written; a column without a name has an empty one. */
  public List<String> columns() {
    return columns;
  }

  private CsvRecord first() {
    return read().orElseThrow(() -> new CsvUnreadable(new FileFault.FileEmpty()));
  }

  private List<String> header() {
    CsvRecord first = first();
    if (first.getField(0).startsWith(SEPARATOR_LINE)) {
      first = first();
    }
    List<String> names = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String field : first.getFields()) {
      String name = cleaned(field);
      if (!name.isEmpty() && !seen.add(name.toLowerCase(Locale.ROOT))) {
        throw new CsvUnreadable(new FileFault.ColumnTwice(name));
      }
      names.add(name);
    }
    while (!names.isEmpty() && names.getLast().isEmpty()) {
      names.removeLast();
    }
    if (names.isEmpty()) {
      throw new CsvUnreadable(new FileFault.FileEmpty());
    }
    if (names.size() > MOST_COLUMNS) {
      throw new CsvUnreadable(new FileFault.ColumnsTooMany(names.size(), MOST_COLUMNS));
    }
    return List.copyOf(names);
  }

  /**
   * The next row; empty at the end.
   *
   * @throws CsvUnreadable when the file can't be read further
   */
  public Optional<CsvRow> next() {
    for (Optional<CsvRecord> record = read(); record.isPresent(); record = read()) {
      CsvRow row = row(record.get());
      if (row.fault() != null || row.cells().stream().anyMatch(cell -> !cell.isEmpty())) {
        return Optional.of(row);
      }
    }
    return Optional.empty();
  }

  private CsvRow row(CsvRecord record) {
    List<String> cells = new ArrayList<>(columns.size());
    CsvRow.Fault fault = null;
    for (int i = 0; i < columns.size(); i++) {
      String cell = i < record.getFieldCount() ? cleaned(record.getField(i)) : "";
      if (fault == null && SHORTENED.matcher(cell).matches()) {
        fault = new CsvRow.Fault(columns.get(i), new FileFault.NumberShortened(cell));
      }
      if (fault == null && columns.get(i).isEmpty() && !cell.isEmpty()) {
        fault = new CsvRow.Fault("", new FileFault.ColumnUnnamed(i + 1));
      }
      cells.add(cell);
    }
    for (int i = columns.size(); i < record.getFieldCount(); i++) {
      if (!record.getField(i).isBlank()) {
        fault =
            new CsvRow.Fault("", new FileFault.RowTooWide(record.getFieldCount(), columns.size()));
      }
    }
    return new CsvRow(record.getStartingLineNumber(), cells, fault);
  }

  private static String cleaned(String field) {
    String stripped = field.strip();
    Matcher formula = TEXT_FORMULA.matcher(stripped);
    return formula.matches() ? formula.group(1).strip() : stripped;
  }

  private Optional<CsvRecord> read() {
    try {
      if (!records.hasNext()) {
        return Optional.empty();
      }
      CsvRecord record = records.next();
      line = record.getStartingLineNumber();
      return Optional.of(record);
    } catch (CsvParseException unreadable) {
      throw new CsvUnreadable(fault(unreadable));
    } catch (UncheckedIOException undecoded) {
      if (undecoded.getCause() instanceof CharacterCodingException) {
        throw new CsvUnreadable(new FileFault.NotInEncoding(form.encoding().word(), line));
      }
      throw undecoded;
    }
  }

  private FileFault fault(CsvParseException unreadable) {
    Throwable cause = unreadable.getCause();
    if (cause instanceof CharacterCodingException) {
      return new FileFault.NotInEncoding(form.encoding().word(), line);
    }
    String message = String.valueOf(unreadable.getMessage());
    Matcher at = AT_LINE.matcher(message);
    long begun = at.find() ? Long.parseLong(at.group(1)) : line + 1;
    if (message.startsWith("Unexpected character")) {
      return new FileFault.QuoteMisplaced(begun);
    }
    if (message.endsWith("fields")) {
      return new FileFault.LineTooWide(begun, MOST_COLUMNS);
    }
    return text.isQuoted()
        ? new FileFault.QuoteOpen(begun)
        : new FileFault.CellTooLong(begun, LONGEST_CELL);
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
