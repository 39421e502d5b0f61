package dev.herald.channel.mask;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A text as it reads once some escapes are undone.
 *
 * @param from where each character's writing begins in the original
 * @param to where it ends
 */
record Reading(String text, int[] from, int[] to) {
  private static final int DEEPEST = 2;

  static Reading of(String original) {
    int[] from = new int[original.length()];
    int[] to = new int[original.length()];
    for (int i = 0; i < from.length; i++) {
      from[i] = i;
      to[i] = i + 1;
    }
    return new Reading(original, from, to);
  }

  /** This one and all that come of undoing escapes, as often as they are nested in practice. */
  List<Reading> all() {
    List<Reading> all = new ArrayList<>(List.of(this));
    List<Reading> last = all;
    for (int depth = 0; depth < DEEPEST; depth++) {
      last = last.stream().flatMap(each -> each.undone().stream()).toList();
      all.addAll(last);
    }
    return all;
  }

  /** One for each kind of escape that is in the text. */
  List<Reading> undone() {
    return Arrays.stream(Escape.values())
        .filter(escape -> escape.isIn(text))
        .map(this::without)
        .toList();
  }

  private Reading without(Escape escape) {
    StringBuilder read = new StringBuilder(text.length());
    int[] begins = new int[text.length()];
    int[] ends = new int[text.length()];
    for (int at = 0; at < text.length(); ) {
      int before = read.length();
      int length = escape.read(text, at, read);
      if (length == 0) {
        read.append(text.charAt(at));
        length = 1;
      }
      for (int i = before; i < read.length(); i++) {
        begins[i] = from[at];
        ends[i] = to[at + length - 1];
      }
      at += length;
    }
    int size = read.length();
    return new Reading(read.toString(), Arrays.copyOf(begins, size), Arrays.copyOf(ends, size));
  }

  /** The place in the original of the characters from {@code start} until {@code end}. */
  Place place(int start, int end, String instead) {
    return new Place(from[start], to[end - 1], instead);
  }

  /** A part of the original, and what is shown in its place. */
  record Place(int start, int end, String instead) {
    int length() {
      return end - start;
    }
  }
}
