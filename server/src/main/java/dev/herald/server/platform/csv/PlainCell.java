package dev.herald.server.platform.csv;

/** Texts in tables that people open in table programs. */
public final class PlainCell {
  private static final String BEGINS_FORMULA = "=-@\t\r\n";

  private PlainCell() {}

  /** A table program takes some texts for formulas: they get a sign before them. */
  public static String of(String text) {
    boolean formula = !text.isEmpty() && BEGINS_FORMULA.indexOf(text.charAt(0)) >= 0;
    // A phone number is none.
    boolean signed = text.startsWith("+") && !text.matches("\\+\\d+");
    return formula || signed ? "'" + text : text;
  }
}
