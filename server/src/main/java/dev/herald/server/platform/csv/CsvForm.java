package dev.herald.server.platform.csv;

/**
 * How a file is written.
 *
 * @param delimiter what stands between cells: a comma, a semicolon or a tab
 */
public record CsvForm(CsvEncoding encoding, char delimiter) {
  /** What may stand between cells. */
  public static final String DELIMITERS = ",;\t";

  public CsvForm {
    if (DELIMITERS.indexOf(delimiter) < 0) {
      throw new IllegalArgumentException("no delimiter: " + (int) delimiter);
    }
  }
}
