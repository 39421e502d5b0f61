package dev.herald.cli;

import dev.herald.channels.ConnectorFile;
import dev.herald.channels.Connectors;
import dev.herald.channels.reason.DefinitionReason;
import dev.herald.channels.reason.ReasonWords;
import dev.herald.cli.server.CommandFailure;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what is wrong with connector files, without a server. */
@Command(
    name = "check",
    description = "Checks connector files, without a server.",
    mixinStandardHelpOptions = true)
final class Check implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Connector files, or folders of them")
  private List<Path> files;

  /** The exit status is 1 when one could not be used. */
  @Override
  public Integer call() {
    List<ConnectorFile> checked = checked();
    PrintWriter out = spec.commandLine().getOut();
    checked.forEach(file -> tell(file, out));
    out.flush();
    return checked.stream().allMatch(Check::isUsable)
        ? CommandLine.ExitCode.OK
        : CommandLine.ExitCode.SOFTWARE;
  }

  private List<ConnectorFile> checked() {
    try {
      return Connectors.check(files);
    } catch (UncheckedIOException e) {
      throw new CommandFailure("can't read the folder: " + e.getCause());
    }
  }

  /** In the language of the environment. */
  private static void tell(ConnectorFile file, PrintWriter out) {
    ReasonWords words = ReasonWords.in(Locale.getDefault());
    file.problems().forEach(problem -> out.println(problem.in(words)));
    DefinitionReason came =
        isUsable(file)
            ? new DefinitionReason.FileUsable(String.valueOf(file.connector()))
            : new DefinitionReason.FileUnusable();
    out.println(file.file() + ": " + words.of(came));
  }

  private static boolean isUsable(ConnectorFile file) {
    return file.state() == ConnectorFile.State.IN_USE;
  }
}
