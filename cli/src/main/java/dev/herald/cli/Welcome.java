package dev.herald.cli;

import dev.herald.cli.server.CommandFailure;
import dev.herald.cli.server.Server;
import dev.herald.cli.server.ServerOptions;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code herald up} says at its end. On a server without applications it makes the first. */
@Command(name = "welcome", hidden = true)
final class Welcome implements Runnable {
  private static final String FIRST = "my-app";

  @Spec private CommandSpec spec;
  @Mixin private ServerOptions options;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("Herald runs at %1$s  (API: %1$s/docs)%n", options.url());
    ServerOptions.setupLink().ifPresent(link -> out.print(invitation(link)));
    if (options.hasKey()) {
      greet(out);
    }
    out.flush();
  }

  /**
   * The server runs, whatever becomes of this: another process of a cluster may have the role that
   * knows applications, and the key in this home may be one of another database.
   */
  private void greet(PrintWriter out) {
    try {
      welcome(out, options.server());
    } catch (CommandFailure told) {
      out.printf("%nIts applications are not shown: %s%n", told.getMessage());
    }
  }

  private static void welcome(PrintWriter out, Server server) {
    if (server.get("/v1/applications").path("items").isEmpty()) {
      out.print(firstSteps(server));
    }
  }

  private static String invitation(String link) {
    return """

    Nobody can sign in yet. Create the first administrator here; the link works once:

      %s
    """
        .formatted(link);
  }

  private static String firstSteps(Server server) {
    JsonMapper json = JsonMapper.shared();
    JsonNode application =
        json.createObjectNode()
            .put("name", "My application")
            .put("owner", System.getProperty("user.name"));
    server.put("/v1/applications/" + FIRST, application);
    JsonNode key = server.post("/v1/applications/" + FIRST + "/keys", json.createObjectNode());
    return """

    Administrator key, for configuration (kept in %s):

      %s

    API key of application '%s', for sending, shown only once:

      %s

    Next: ./herald apply examples/esop.yaml   a whole configuration to start from
          ./herald demo                       10,000 notices through a sandbox
    """
        .formatted(
            ServerOptions.home().resolve("admin.key").toAbsolutePath(),
            server.key(),
            FIRST,
            key.path("key").asString());
  }
}
