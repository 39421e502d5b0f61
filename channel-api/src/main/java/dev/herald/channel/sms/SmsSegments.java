package dev.herald.channel.sms;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a text costs as a short message. One that fits GSM 03.38 has 160 characters, or 153 in each
 * part of several; any other 70 or 67, counted in UTF-16. Parts are filled one by one: neither an
 * extended character of GSM-7 nor what people see as one character, such as an emoji of several, is
 * split over two of them.
 *
 * @param encoding {@code GSM-7} or {@code UCS-2}
 * @param characters that it takes; an extended one of GSM-7 takes two
 * @param segments that are paid for
 * @param perSegment how many characters each of them holds
 * @param beyondGsm7 the first characters that make it UCS-2, each with its code point; none of
 *     GSM-7
 */
public record SmsSegments(
    String encoding, int characters, int segments, int perSegment, List<String> beyondGsm7) {
  public SmsSegments {
    beyondGsm7 = List.copyOf(beyondGsm7);
  }

  public static SmsSegments of(String text) {
    return Gsm7.fits(text)
        ? parts(text).counted("GSM-7")
        : parts(text).counted("UCS-2").because(Gsm7.others(text));
  }

  /** The same text, divided as it is counted: one part, or several that are sent as one. */
  public static List<String> split(String text) {
    return parts(text).texts(text);
  }

  private static Parts parts(String text) {
    return Gsm7.fits(text) ? gsm7(new Parts(160, 153), text) : ucs2(new Parts(70, 67), text);
  }

  private SmsSegments because(List<String> others) {
    return new SmsSegments(encoding, characters, segments, perSegment, others);
  }

  private static Parts gsm7(Parts parts, String text) {
    text.chars().forEach(letter -> parts.add(Gsm7.septets((char) letter), 1));
    return parts;
  }

  private static Parts ucs2(Parts parts, String text) {
    BreakIterator seen = BreakIterator.getCharacterInstance(Locale.ROOT);
    seen.setText(text);
    int start = seen.first();
    for (int end = seen.next(); end != BreakIterator.DONE; end = seen.next()) {
      parts.add(text.substring(start, end));
      start = end;
    }
    return parts;
  }

  /** The parts of a text, the last of which is being filled. */
  private static final class Parts {
    private final int alone;
    private final int most;
    private final List<Integer> ends = new ArrayList<>();
    private int all;
    private int used;
    private int letters;

    Parts(int alone, int most) {
      this.alone = alone;
      this.most = most;
    }

    void add(String seenAsOne) {
      if (seenAsOne.length() <= most) {
        add(seenAsOne.length(), seenAsOne.length());
      } else {
        seenAsOne.codePoints().forEach(c -> add(Character.charCount(c), Character.charCount(c)));
      }
    }

    /**
     * @param units that it takes
     * @param chars of the text that it is
     */
    void add(int units, int chars) {
      all += units;
      if (used + units > most) {
        ends.add(letters);
        used = 0;
      }
      used += units;
      letters += chars;
    }

    List<String> texts(String text) {
      if (all <= alone) {
        return List.of(text);
      }
      List<String> texts = new ArrayList<>(ends.size() + 1);
      int start = 0;
      for (int end : ends) {
        texts.add(text.substring(start, end));
        start = end;
      }
      texts.add(text.substring(start));
      return texts;
    }

    SmsSegments counted(String encoding) {
      return all <= alone
          ? new SmsSegments(encoding, all, 1, alone, List.of())
          : new SmsSegments(encoding, all, ends.size() + 1, most, List.of());
    }
  }
}
