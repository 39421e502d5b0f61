package dev.herald.cli;

/** A command can't go on. The message is for the person at the shell and says what to do. */
final class CommandFailure extends RuntimeException {
  CommandFailure(String message) {
    super(message, null, false, false);
  }
}
