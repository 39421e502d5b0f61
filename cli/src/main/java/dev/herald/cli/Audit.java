package dev.herald.cli;

import dev.herald.cli.server.CommandFailure;
import dev.herald.cli.server.ServerOptions;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** What has to do with the audit log. */
@Command(
    name = "audit",
    description = "Checks the audit log.",
    mixinStandardHelpOptions = true,
    subcommands = Audit.Verify.class)
final class Audit implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** Tells whether every entry is as it was written; the exit status is 1 when one is not. */
  @Command(
      name = "verify",
      description =
          "Walks the whole chain and names the first entry that is not as it was written.",
      mixinStandardHelpOptions = true)
  static final class Verify implements Runnable {
    @Spec private CommandSpec spec;
    @Mixin private ServerOptions options;

    @Option(
        names = "--anchor",
        paramLabel = "POSITION:HASH",
        description = "A head that was noted earlier and that the log must still contain")
    private @Nullable String anchor;

    @Override
    public void run() {
      JsonNode found =
          options
              .server()
              .get("/v1/audit/verification" + (anchor == null ? "" : "?anchor=" + anchor));
      if (!found.path("intact").asBoolean()) {
        throw new CommandFailure(
            "the audit log is broken: entry %d %s"
                .formatted(found.path("position").asLong(), found.at("/reason/text").asString()));
      }
      PrintWriter out = spec.commandLine().getOut();
      out.printf("%d entries, every one as it was written.%n", found.path("entries").asLong());
      out.printf("Head, to be noted elsewhere for --anchor: %s%n", found.path("head").asString());
      out.flush();
    }
  }
}
