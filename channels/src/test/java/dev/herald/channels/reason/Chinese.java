package dev.herald.channels.reason;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;

/** What is told to who reads Chinese. */
public final class Chinese {
  /** Words of the definition itself, and messages of libraries. */
  private static final Pattern QUOTED = Pattern.compile("“[^”]*”|\"[^\"]*\"");

  private static final Pattern SENTENCE = Pattern.compile("[A-Za-z’']+( [A-Za-z’']+){2}");

  private Chinese() {}

  /** Of what stands in no quotes, no three words follow one another. */
  public static void requireNoEnglish(String told) {
    assertThat(QUOTED.matcher(told).replaceAll("“”")).as(told).doesNotContainPattern(SENTENCE);
  }
}
