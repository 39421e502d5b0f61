package dev.herald.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends a burst of vesting notices through a server in sandbox mode, and proves what became. */
@Command(
    name = "demo",
    description = "Sends vesting notices through the sandbox and shows what became of them.",
    mixinStandardHelpOptions = true)
final class Demo implements Callable<Integer> {
  @Mixin private ServerOptions options;

  @Option(names = "--burst", defaultValue = "10000", description = "How many (${DEFAULT-VALUE})")
  private int burst;

  @Option(names = "--json", description = "Print the summary as one JSON object, last")
  private boolean json;

  @Option(names = "--faults", description = "Let some stand-ins be busy and some mailboxes bounce")
  private boolean faults;

  @Option(
      names = "--configuration",
      defaultValue = "examples/esop.yaml",
      description = "What to apply first (${DEFAULT-VALUE})")
  private Path configuration;

  /**
   * @return 0 when nothing was lost, doubled, refused or left over
   */
  @Override
  public Integer call() {
    PrintStream out = json ? System.err : System.out;
    Server administrator = options.server();
    Server application = prepare(administrator);
    out.printf("Sending %,d vesting notices through %s ...%n", burst, administrator.url());
    Burst submissions = new Burst(application, new Notices(burst), UUID.randomUUID().toString());
    Watch watch = new Watch(administrator, submissions, burst);
    watch.follow(Progress.on(out, !json && isTerminal()));
    Bookkeeping books = new Bookkeeping(submissions.acceptedIds());
    books.reconcile(administrator);
    JsonNode example = null;
    for (JsonNode message : new MessageList(administrator, "application=esop")) {
      books.note(message);
      example = moreTelling(example, message);
    }
    DemoResult result =
        new DemoResult(
            books.counts(submissions.refusals().values().stream().mapToLong(Long::longValue).sum()),
            watch.acceptedIn(),
            watch.sentIn(),
            books.byChannel(),
            books.failures(submissions.refusals()));
    out.print(result.toText());
    out.println();
    if (example != null) {
      out.print(TraceText.of(application.get("/v1/messages/" + example.path("id").asString())));
    }
    out.print(invitation(administrator, application));
    out.flush();
    if (json) {
      System.out.println(result.toJson());
    }
    return result.isSound() ? 0 : 1;
  }

  private Server prepare(Server administrator) {
    administrator.post("/v1/configuration", ConfigurationFile.read(configuration, System.getenv()));
    if (faults) {
      misbehave(administrator, "{\"effect\": \"refuse\", \"reason\": \"busy\", \"every\": 50}");
      misbehave(
          administrator,
          "{\"effect\": \"refuse\", \"reason\": \"recipient\", \"provider\": \"smtp\", \"every\": 499}");
    }
    JsonNode nothing = JsonMapper.shared().createObjectNode();
    return administrator.as(
        administrator.post("/v1/applications/esop/keys", nothing).path("key").asString());
  }

  private static void misbehave(Server administrator, String rule) {
    administrator.post("/sandbox/rules", JsonMapper.shared().readTree(rule));
  }

  /** The one with more attempts tells more; of equals, the one that a reader knows best: email. */
  private static JsonNode moreTelling(@Nullable JsonNode one, JsonNode other) {
    return one == null || weight(other) > weight(one) ? other : one;
  }

  private static long weight(JsonNode message) {
    return 2 * message.path("attempts").asLong()
        + (message.path("channel").asString().equals("email") ? 1 : 0);
  }

  private String invitation(Server administrator, Server application) {
    return """

    Try one yourself:

      curl %1$s/v1/messages -H 'Authorization: Bearer %2$s' \\
        -H 'Content-Type: application/json' -d '%3$s'

    and see what the stand-ins received:

      curl '%1$s/sandbox/outbox?limit=1' -H 'Authorization: Bearer %4$s'
    """
        .formatted(
            administrator.url(), application.key(), new Notices(burst).get(0), administrator.key());
  }

  private static boolean isTerminal() {
    return System.console() != null && System.console().isTerminal();
  }
}
