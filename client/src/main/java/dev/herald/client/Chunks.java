package dev.herald.client;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Cuts any number of submissions into parts that one request takes: bounded in number and size. */
final class Chunks implements Iterator<List<Submission>> {
  static final int MOST_LINES = 1_000;
  private static final int MOST_CHARACTERS = 4 << 20;

  private final Iterator<Submission> submissions;

  Chunks(Iterator<Submission> submissions) {
    this.submissions = submissions;
  }

  @Override
  public boolean hasNext() {
    return submissions.hasNext();
  }

  @Override
  public List<Submission> next() {
    List<Submission> chunk = new ArrayList<>();
    int characters = 0;
    do {
      Submission next = submissions.next();
      chunk.add(next);
      characters += next.toJson().length();
    } while (chunk.size() < MOST_LINES && characters < MOST_CHARACTERS && submissions.hasNext());
    return chunk;
  }
}
