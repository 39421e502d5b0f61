package dev.herald.server.template.language;

/**
 * What one rendering may use. It counts work instead of time, so that the same input ends alike.
 */
final class Budget {
  private static final int MOST_CHARACTERS = 262_144;
  private static final int MOST_STEPS = 100_000;

  private int characters;
  private int steps;

  void step() {
    steps++;
    if (steps > MOST_STEPS) {
      throw new Unrenderable("takes more than %,d steps".formatted(MOST_STEPS));
    }
  }

  void written(int count) {
    characters += count;
    if (characters > MOST_CHARACTERS) {
      throw new Unrenderable("becomes longer than %,d characters".formatted(MOST_CHARACTERS));
    }
  }
}
