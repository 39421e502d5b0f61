package dev.herald.cli;

import dev.herald.cli.server.CommandFailure;
import dev.herald.cli.server.ServerOptions;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What has to do with connectors in Java that operators bring along. */
@Command(
    name = "plugins",
    description = "Looks after the plug-ins.",
    mixinStandardHelpOptions = true,
    subcommands = Plugins.Reload.class)
final class Plugins implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** Tells what became of each; the exit status is 1 when one can't be used. */
  @Command(
      name = "reload",
      description = "Has every process read its plug-ins again, and tells what became of them.",
      mixinStandardHelpOptions = true)
  static final class Reload implements Runnable {
    @Spec private CommandSpec spec;
    @Mixin private ServerOptions options;

    @Override
    public void run() {
      JsonNode items =
          options
              .server()
              .post("/v1/plugins/reload", JsonNodeFactory.instance.objectNode())
              .path("items");
      PrintWriter out = spec.commandLine().getOut();
      items.forEach(plugin -> out.println(told(plugin)));
      out.flush();
      long broken = items.valueStream().filter(plugin -> plugin.hasNonNull("fault")).count();
      if (broken > 0) {
        throw new CommandFailure("%d of %d can't be used".formatted(broken, items.size()));
      }
    }

    private static String told(JsonNode plugin) {
      String file = plugin.path("file").asString();
      return plugin.hasNonNull("fault")
          ? "%s: %s: %s"
              .formatted(file, plugin.path("fault").asString(), plugin.path("detail").asString())
          : "%s: %s".formatted(file, plugin.path("connectors"));
    }
  }
}
