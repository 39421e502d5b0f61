package dev.herald.server.platform.problem;

/**
 * One thing wrong with a request. What it quotes of the request is shortened, so that an answer
 * stays small whatever came in.
 *
 * @param field where, as a path: {@code to[3].email}, {@code data.amount}
 * @param reason what is wrong, in words
 * @param expected what would be right
 */
public record FieldError(String field, String reason, String expected) {
  private static final int LONGEST_FIELD = 300;
  private static final int LONGEST_WORDS = 1_000;

  public FieldError {
    field = shortened(field, LONGEST_FIELD);
    reason = shortened(reason, LONGEST_WORDS);
    expected = shortened(expected, LONGEST_WORDS);
  }

  /** The same error inside an enclosing field. */
  public FieldError within(String parent) {
    return new FieldError(field.isEmpty() ? parent : parent + "." + field, reason, expected);
  }

  private static String shortened(String text, int longest) {
    return KeptText.kept(text.length() <= longest ? text : text.substring(0, longest) + "…");
  }
}
