package dev.herald.server.platform.csv;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.herald.server.reason.FileFault;
import dev.herald.server.reason.Language;
import dev.herald.server.reason.Wording;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvRowsTest {
  private static final Charset GBK = Charset.forName("GBK");

  private static CsvForm form(byte[] bytes) {
    FormGuess guess = new FormGuess();
    for (int at = 0; at < bytes.length; at += 7) {
      int length = Math.min(7, bytes.length - at);
      guess.add(java.util.Arrays.copyOfRange(bytes, at, at + length), length);
    }
    return guess.form();
  }

  private static List<CsvRow> read(byte[] bytes) {
    List<CsvRow> all = new ArrayList<>();
    try (CsvRows rows = CsvRows.of(new ByteArrayInputStream(bytes), form(bytes))) {
      for (Optional<CsvRow> row = rows.next(); row.isPresent(); row = rows.next()) {
        all.add(row.get());
      }
    }
    return all;
  }

  private static List<CsvRow> read(String text) {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static FileFault wrong(String text) {
    try {
      read(text);
    } catch (CsvUnreadable unreadable) {
      return unreadable.reason();
    }
    throw new AssertionError("was read");
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-8, UTF-8, ''",
    "UTF-8, UTF-8, \uFEFF",
    "UTF-16LE, UTF-16LE, \uFEFF",
    "UTF-16BE, UTF-16BE, \uFEFF",
    "UTF-16LE, UTF-16LE, ''",
    "GBK, GB18030, ''",
    "GB18030, GB18030, ''"
  })
  void the_encoding_is_found_out(String written, CsvEncodingWord found, String mark) {
    byte[] bytes = (mark + "\"工号\",姓名\r\nE1,韩梅梅\r\n").getBytes(Charset.forName(written));

    assertThat(form(bytes)).isEqualTo(new CsvForm(found.encoding, ','));
    assertThat(read(bytes).getFirst().cells()).containsExactly("E1", "韩梅梅");
  }

  /** A word of the table above. */
  record CsvEncodingWord(CsvEncoding encoding) {
    static CsvEncodingWord valueOf(String word) {
      return new CsvEncodingWord(CsvEncoding.named(word).orElseThrow());
    }
  }

  @Test
  void chinese_that_comes_late_in_the_file_is_seen() {
    String text = "code,name\n" + "E1,Li\n".repeat(20_000) + "E2,韩梅梅\n";

    assertThat(form(text.getBytes(GBK)).encoding()).isEqualTo(CsvEncoding.GB18030);
    assertThat(form(text.getBytes(StandardCharsets.UTF_8)).encoding()).isEqualTo(CsvEncoding.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({"';'", "'\t'", "','"})
  void the_delimiter_is_found_out(char delimiter) {
    String text = "code;\"name, first\";sms\nE1;\"Han, Mei\";1\n".replace(';', delimiter);

    assertThat(form(text.getBytes(StandardCharsets.UTF_8)).delimiter()).isEqualTo(delimiter);
    assertThat(read(text).getFirst().cells()).containsExactly("E1", "Han, Mei", "1");
  }

  @Test
  void the_line_by_which_excel_is_told_the_delimiter_is_no_row() {
    assertThat(read("sep=;\ncode;name\nE1;Li, Lei\n").getFirst().cells())
        .containsExactly("E1", "Li, Lei");
  }

  @Test
  void what_table_programs_write_is_read_as_it_is_meant() {
    List<CsvRow> rows =
        read(
            "code,name,sms\r\n"
                + "\"E1\",\"韩 \"\"Mei\"\"\n"
                + "Mei\",\"=\"\"13800138000\"\"\"\r\n"
                + ",,\r\n"
                + " E2 ,x\r\n");

    assertThat(rows.getFirst().cells()).containsExactly("E1", "韩 \"Mei\"\nMei", "13800138000");
    assertThat(rows.get(1).cells()).containsExactly("E2", "x", "");
    assertThat(rows.get(1).line()).isEqualTo(5);
  }

  @Test
  void a_long_number_that_was_shortened_is_named_with_its_column() {
    CsvRow row = read("code,sms\nE1,1.38E+10\n").getFirst();

    FileFault shortened = new FileFault.NumberShortened("1.38E+10");
    assertThat(row.fault()).isEqualTo(new CsvRow.Fault("sms", shortened));
    assertThat(new Wording(Language.ZH).of(shortened)).contains("科学计数", "文本");
    assertThat(new Wording(Language.EN).of(shortened)).contains("format", "text");
  }

  @Test
  void an_open_quote_names_its_line_and_takes_no_rows_with_it() {
    String rows = "E2,y\n".repeat(50_000);

    assertThat(wrong("code,name\nE0,a\nE1,\"x\n" + rows)).isEqualTo(new FileFault.QuoteOpen(3));
    assertThat(wrong("code,name\nE0,a\nE1,\"x\nE2,y\n")).isEqualTo(new FileFault.QuoteOpen(3));
    assertThat(wrong("code,name\nE1,\"x\nE2,\"y\"\n")).isEqualTo(new FileFault.QuoteMisplaced(2));
    assertThat(new Wording(Language.ZH).of(new FileFault.QuoteOpen(1_234_567))).contains("引号");
  }

  @Test
  void what_is_wrong_with_the_columns_is_said() {
    assertThat(wrong("code,SMS,sms\nE1,1,2\n")).isEqualTo(new FileFault.ColumnTwice("sms"));
    assertThat(wrong("")).isEqualTo(new FileFault.FileEmpty());
    assertThat(wrong("\n\n")).isEqualTo(new FileFault.FileEmpty());
    assertThat(read("code,name\nE1,Han, Mei\n").getFirst().fault())
        .isEqualTo(new CsvRow.Fault("", new FileFault.RowTooWide(3, 2)));
    assertThat(read("code,name\nE1,Han,,\n").getFirst().fault()).isNull();
    assertThat(read("code,,name\nE1,x,Han\n").getFirst().fault())
        .isEqualTo(new CsvRow.Fault("", new FileFault.ColumnUnnamed(2)));
  }

  @Test
  void what_is_too_wide_or_too_long_is_no_open_quote() {
    String names = IntStream.range(0, 20_000).mapToObj(i -> ",c" + i).collect(joining());

    assertThat(wrong("手机号" + names + "\n")).isEqualTo(new FileFault.LineTooWide(1, 200));
    assertThat(wrong("手机号" + ",c".repeat(201) + "\n")).isInstanceOf(FileFault.ColumnTwice.class);
    assertThat(wrong("h".repeat(200_000) + "\nx\n"))
        .isEqualTo(new FileFault.CellTooLong(1, 65_536));
    assertThat(wrong("code,name\nE1,\"5\"\" a\"\nE2,5\" " + "x".repeat(200_000) + "\n"))
        .isEqualTo(new FileFault.CellTooLong(3, 65_536));
    assertThat(new Wording(Language.ZH).of(new FileFault.LineTooWide(1, 200))).contains("200 列");
  }

  @Test
  void another_encoding_than_that_of_the_file_is_refused() {
    byte[] bytes = "code,name\nE1,韩梅梅\n".getBytes(GBK);
    InputStream file = new ByteArrayInputStream(bytes);

    assertThatThrownBy(
            () -> {
              try (CsvRows rows = CsvRows.of(file, new CsvForm(CsvEncoding.UTF_8, ','))) {
                rows.next();
              }
            })
        .isInstanceOfSatisfying(
            CsvUnreadable.class,
            wrong -> assertThat(wrong.reason()).isInstanceOf(FileFault.NotInEncoding.class));
  }
}
