package dev.herald.cli;

import dev.herald.cli.server.Server;
import dev.herald.cli.server.ServerOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Brings the server's configuration to what a file says. */
@Command(
    name = "apply",
    description = "Creates or updates applications, tenants, sources, nodes and templates.",
    mixinStandardHelpOptions = true)
final class Apply implements Runnable {
  @Spec private CommandSpec spec;
  @Mixin private ServerOptions options;

  @Parameters(paramLabel = "FILE.yaml", description = "The configuration")
  private Path file;

  @Option(names = "--dry-run", description = "Show the difference and change nothing")
  private boolean dryRun;

  @Option(names = "--yes", description = "Do not ask for confirmation")
  private boolean yes;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    Server server = options.server();
    JsonNode configuration = ConfigurationFile.read(file, System.getenv());
    Difference difference = send(server, configuration, true);
    difference.lines().forEach(out::println);
    out.println(difference.summary());
    out.flush();
    if (!dryRun && !difference.isEmpty() && agreed()) {
      out.println(send(server, configuration, false).done());
      out.flush();
    }
  }

  private static Difference send(Server server, JsonNode configuration, boolean dryRun) {
    return new Difference(
        server.postRepeatable("/v1/configuration?dryRun=" + dryRun, configuration).path("changes"));
  }

  /** Scripts don't wait for an answer. */
  private boolean agreed() {
    if (yes || System.console() == null || !System.console().isTerminal()) {
      return true;
    }
    return System.console()
        .readLine("Apply? [y/N] ")
        .strip()
        .toLowerCase(Locale.ROOT)
        .startsWith("y");
  }
}
