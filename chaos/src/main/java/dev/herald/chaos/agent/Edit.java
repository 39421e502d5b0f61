package dev.herald.chaos.agent;

/** One change to one class of the server. */
sealed interface Edit {
  /** The class, with its package. */
  String type();

  /** Other words in its constants: mostly SQL. */
  record Words(String type, String from, String to) implements Edit {}

  /** A method does nothing, and answers with this number, truth value or null. */
  record Nothing(String type, String method, int answer) implements Edit {}

  /**
   * A method calls something of {@link Bugs} in place of this. What it calls takes the receiver and
   * the arguments as objects.
   */
  record Instead(String type, String method, String called, String bug) implements Edit {}

  /** A method first calls something of {@link Bugs} that takes the receiver. */
  record First(String type, String method, String bug) implements Edit {}
}
