package dev.herald.channels.smtp;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A text as the encoded words of RFC 2047, each in a line of its own. Jakarta Mail encodes what is
 * not ASCII and leaves the rest as it is; two kinds of ASCII need it too. A text that looks like an
 * encoded word would be decoded by who reads it. And a line of a header breaks between words only,
 * while no server has to take one of more than 998 octets.
 */
final class EncodedWords {
  /**
   * Of UTF-8 in a word, which has 75 characters at most, and in the first line the header's name.
   */
  private static final int MOST_BYTES = 36;

  private static final int LONGEST_WORD = 900;
  private static final String MARK = "=?";

  private EncodedWords() {}

  /** Whether a text of ASCII would not arrive as it is. */
  static boolean areNeeded(String ascii) {
    return ascii.contains(MARK) || longestWord(ascii) > LONGEST_WORD;
  }

  /** The same for one that is put in quotes, where no line may break. */
  static boolean areNeededInQuotes(String ascii) {
    return ascii.contains(MARK) || ascii.length() > LONGEST_WORD / 2;
  }

  static String of(String text) {
    StringBuilder words = new StringBuilder();
    StringBuilder word = new StringBuilder();
    int bytes = 0;
    for (int c : text.codePoints().toArray()) {
      String letter = Character.toString(c);
      int size = letter.getBytes(StandardCharsets.UTF_8).length;
      if (bytes + size > MOST_BYTES) {
        append(words, word);
        bytes = 0;
      }
      word.append(letter);
      bytes += size;
    }
    append(words, word);
    return words.toString();
  }

  private static void append(StringBuilder words, StringBuilder word) {
    byte[] utf8 = word.toString().getBytes(StandardCharsets.UTF_8);
    words.append(words.isEmpty() ? "" : "\r\n ").append("=?UTF-8?B?");
    words.append(Base64.getEncoder().encodeToString(utf8)).append("?=");
    word.setLength(0);
  }

  private static int longestWord(String text) {
    int longest = 0;
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || text.charAt(i) == ' ' || text.charAt(i) == '\t') {
        longest = Math.max(longest, i - start);
        start = i + 1;
      }
    }
    return longest;
  }
}
