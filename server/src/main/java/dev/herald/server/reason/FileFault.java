package dev.herald.server.reason;

import dev.herald.channel.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong with a file that people bring, with a row of it, or with how it is to be read. */
public sealed interface FileFault extends Reason {

  record FileEmpty() implements FileFault {}

  record FileTooLarge(long most) implements FileFault {}

  record FileIncomplete() implements FileFault {}

  record FileWithoutRows() implements FileFault {}

  record ColumnTwice(String column) implements FileFault {}

  record ColumnsTooMany(int columns, int most) implements FileFault {}

  record ColumnUnnamed(int column) implements FileFault {}

  /**
   * @param columns that a file may have
   */
  record LineTooWide(long line, int columns) implements FileFault {}

  /**
   * @param most characters
   */
  record CellTooLong(long line, int most) implements FileFault {}

  record QuoteOpen(long line) implements FileFault {}

  record QuoteMisplaced(long line) implements FileFault {}

  record NotInEncoding(String encoding, long line) implements FileFault {}

  record RowTooWide(int fields, int columns) implements FileFault {}

  record RowTwice() implements FileFault {}

  record NumberShortened(String value) implements FileFault {}

  record MappingMissing(List<String> needed) implements FileFault {}

  record MappingTwice(String target) implements FileFault {}

  record MappingUnknown(@Nullable String nearest, List<String> known) implements FileFault {}

  record ColumnUnknown(String column, @Nullable String nearest, List<String> known)
      implements FileFault {}
}
