package dev.herald.cli;

import dev.herald.cli.server.CommandFailure;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line's entry. */
@Command(
    name = "herald",
    description = "Works with a running Herald server, and checks files for one.",
    subcommands = {
      Apply.class,
      Audit.class,
      Check.class,
      Plugins.class,
      Waiting.class,
      Waiting.Pause.class,
      Waiting.Resume.class,
      Welcome.class,
      Demo.class,
      CommandLine.HelpCommand.class
    })
public final class Herald {
  Herald() {}

  /** Whether this word, first on a command line, asks for the command line and not the server. */
  public static boolean knows(String word) {
    return !word.startsWith("-") && commandLine().getSubcommands().containsKey(word);
  }

  /**
   * @return the exit status: 0 done, 1 refused or failed, 2 a wrong command line
   */
  public static int run(String... arguments) {
    return commandLine().execute(arguments);
  }

  static CommandLine commandLine() {
    return new CommandLine(new Herald())
        .setExecutionExceptionHandler((failure, line, parsed) -> {
          if (failure instanceof CommandFailure known) {
            tell(line.getErr(), known);
            return CommandLine.ExitCode.SOFTWARE;
          }
          throw failure;
        });
  }

  private static void tell(PrintWriter err, CommandFailure failure) {
    err.println("herald: " + failure.getMessage());
    err.flush();
  }
}
