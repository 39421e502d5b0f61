package dev.herald.cli;

import dev.herald.cli.demo.CampaignDemonstration;
import dev.herald.cli.demo.Demonstration;
import dev.herald.cli.demo.Kill;
import dev.herald.cli.demo.Telling;
import dev.herald.cli.server.CommandFailure;
import dev.herald.cli.server.Server;
import dev.herald.cli.server.ServerOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sends a burst of notices through a sandbox and shows what became of them. */
@Command(
    name = "demo",
    description = "Sends a burst of notices through a sandbox and shows the results.",
    mixinStandardHelpOptions = true)
final class Demo implements Callable<Integer> {
  private static final int MOST = 1_000_000;
  private static final int MOST_PER_CALL = 1_000;
  private static final int NOT_SOUND = 1;

  @Spec private CommandSpec spec;
  @Mixin private ServerOptions options;

  @Option(
      names = "--burst",
      paramLabel = "N",
      defaultValue = "10000",
      description = "How many notices, 1 to 1,000,000; default: ${DEFAULT-VALUE}")
  private int burst;

  @Option(
      names = "--per-call",
      paramLabel = "N",
      defaultValue = "50",
      description = "How many notices a call takes, 1 to 1,000; default: ${DEFAULT-VALUE}")
  private int perCall;

  @Option(
      names = "--campaign",
      description = "Run a campaign to --burst people instead, with live progress")
  private boolean campaign;

  @Option(names = "--json", description = "Print only the summary, as one JSON object")
  private boolean json;

  @Option(
      names = "--faults",
      description = "Let some mailboxes refuse messages; then an account, until an alarm fires")
  private boolean faults;

  @Option(names = "--exit", description = "Stop the server afterwards")
  private boolean exit;

  /** Of the launcher, which starts a cluster: ./herald demo --kafka. */
  @Option(names = "--kill", paramLabel = "PID", hidden = true)
  private @Nullable Long kill;

  @Override
  public Integer call() throws InterruptedException {
    if (burst < 1 || burst > MOST) {
      throw new CommandFailure("--burst takes a number from 1 to 1,000,000, not " + burst);
    }
    if (perCall < 1 || perCall > MOST_PER_CALL) {
      throw new CommandFailure("--per-call takes a number from 1 to 1,000, not " + perCall);
    }
    Server server = options.server();
    Telling telling = telling();
    Demonstration demonstration = new Demonstration(server, ServerOptions.home(), telling);
    demonstration.requireSandbox();
    if (campaign) {
      telling.heading("Herald demo: a campaign to %,d people, in a sandbox".formatted(burst));
      telling.fact("Server", server.url().toString());
      telling.fact("Configured", "examples/esop.yaml. " + configured(server).done());
      return new CampaignDemonstration(server, telling).run(burst) ? 0 : NOT_SOUND;
    }
    telling.heading("Herald demo: %,d vesting notices through a sandbox".formatted(burst));
    telling.fact("Server", server.url().toString());
    telling.fact("Configured", "examples/esop.yaml. " + configured(server).done());
    Optional<Kill> killed =
        Optional.ofNullable(kill)
            .flatMap(ProcessHandle::of)
            .map(process -> new Kill(process, telling));
    Demonstration.Result result =
        demonstration.run(new Demonstration.Size(burst, perCall), faults, killed);
    if (!exit) {
      telling.lines(NextSteps.after(server, demonstration.keyFile(), ServerOptions.home()));
    }
    if (json) {
      spec.commandLine().getOut().println(result.json());
      spec.commandLine().getOut().flush();
    }
    return result.sound() ? 0 : NOT_SOUND;
  }

  private Telling telling() {
    PrintWriter out = json ? spec.commandLine().getErr() : spec.commandLine().getOut();
    return new Telling(out, System.console() != null && System.console().isTerminal());
  }

  /** The environment's secrets are for real accounts; the demo takes the file's own fallbacks. */
  private static Difference configured(Server server) {
    try (InputStream file = Demo.class.getResourceAsStream("esop.yaml")) {
      if (file == null) {
        throw new IllegalStateException("the jar has no esop.yaml");
      }
      String yaml = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return new Difference(
          server
              .postRepeatable("/v1/configuration", ConfigurationFile.parse(yaml, Map.of()))
              .path("changes"));
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }
}
