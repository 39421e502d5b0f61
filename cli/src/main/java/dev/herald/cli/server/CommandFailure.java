package dev.herald.cli.server;

/** A command can't go on. The message is for the person at the shell and says what to do. */
public final class CommandFailure extends RuntimeException {
  public CommandFailure(String message) {
    super(message, null, false, false);
  }
}
