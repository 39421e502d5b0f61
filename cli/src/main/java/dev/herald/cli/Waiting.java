package dev.herald.cli;

import dev.herald.cli.server.CommandFailure;
import dev.herald.cli.server.Server;
import dev.herald.cli.server.ServerOptions;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What waits, and what is done about it. */
@Command(
    name = "waiting",
    description = "Shows what waits, and holds, expires or moves it.",
    mixinStandardHelpOptions = true,
    subcommands = {
      Waiting.Hold.class,
      Waiting.Expire.class,
      Waiting.Move.class,
      Waiting.Undo.class
    })
final class Waiting implements Runnable {
  @Spec private CommandSpec spec;
  @Mixin private ServerOptions options;
  @Mixin private Part part;

  /** Which of what waits. */
  static final class Part {
    @Option(names = "--application", paramLabel = "CODE", description = "Of this application")
    private @Nullable String application;

    @Option(names = "--node", paramLabel = "CODE", description = "Of this node of it")
    private @Nullable String node;

    @Option(names = "--tenant", paramLabel = "CODE", description = "Of this tenant")
    private @Nullable String tenant;

    @Option(names = "--lane", paramLabel = "NAME", description = "In this lane")
    private @Nullable String lane;

    @Option(names = "--channel", paramLabel = "NAME", description = "By this channel")
    private @Nullable String channel;

    Map<String, String> given() {
      Map<String, @Nullable String> all = new LinkedHashMap<>();
      all.put("application", application);
      all.put("node", node);
      all.put("tenant", tenant);
      all.put("lane", lane);
      all.put("channel", channel);
      Map<String, String> given = new LinkedHashMap<>();
      all.forEach((name, value) -> {
        if (value != null) {
          given.put(name, value);
        }
      });
      return given;
    }
  }

  @Override
  public void run() {
    String query =
        part.given().entrySet().stream()
            .map(each ->
                each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    JsonNode waiting = options.server().get("/v1/waiting?" + query);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%,d wait%s, %,d a minute come in.%n",
        waiting.path("count").asLong(),
        waiting.path("atLeast").asBoolean() ? " at least" : "",
        waiting.path("arrivingPerMinute").asLong());
    for (JsonNode heap : waiting.path("items")) {
      out.printf(
          Locale.ROOT,
          "%,8d  %s/%s %s %s %s  %s%n",
          heap.path("count").asLong(),
          heap.path("application").asString(),
          heap.path("node").asString(),
          heap.path("tenant").asString(),
          heap.path("lane").asString(),
          heap.path("channel").asString(),
          heap.at("/reason/text").asString("its turn"));
    }
    out.flush();
  }

  /** What each act has in common: it is shown first what it would do. */
  private static void act(
      CommandSpec spec, ServerOptions options, Part part, ObjectNode order, boolean yes) {
    part.given().forEach(order::put);
    Server server = options.server();
    JsonNode preview = server.postRepeatable("/v1/waiting/preview", order);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%,d messages%s%n",
        preview.path("count").asLong(),
        preview.hasNonNull("seconds")
            ? ", %,d s at the source's caps".formatted(preview.path("seconds").asLong())
            : "");
    if (!yes) {
      out.println("Nothing was done; --yes does it.");
    } else {
      JsonNode done = server.post("/v1/waiting/acts", order);
      out.printf("Done. To end it: herald waiting undo %s%n", done.path("id").asString());
    }
    out.flush();
  }

  private static ObjectNode order(String act, @Nullable String reason) {
    ObjectNode order = JsonNodeFactory.instance.objectNode().put("act", act);
    if (reason != null) {
      order.put("reason", reason);
    }
    return order;
  }

  /** Holds what waits until it is undone. */
  @Command(
      name = "hold",
      description = "Holds what waits now until that is undone.",
      mixinStandardHelpOptions = true)
  static final class Hold implements Runnable {
    @Spec private CommandSpec spec;
    @Mixin private ServerOptions options;
    @Mixin private Part part;

    @Option(names = "--reason", paramLabel = "TEXT", description = "For those who wonder")
    private @Nullable String reason;

    @Option(names = "--yes", description = "Do it")
    private boolean yes;

    @Override
    public void run() {
      act(spec, options, part, order("HOLD", reason), yes);
    }
  }

  /** Expires what waits. */
  @Command(
      name = "expire",
      description = "Expires what waits now, a minute later.",
      mixinStandardHelpOptions = true)
  static final class Expire implements Runnable {
    @Spec private CommandSpec spec;
    @Mixin private ServerOptions options;
    @Mixin private Part part;

    @Option(names = "--reason", paramLabel = "TEXT", description = "For those who wonder")
    private @Nullable String reason;

    @Option(
        names = "--grace",
        paramLabel = "SECONDS",
        description = "How long it can be undone; default: 60")
    private @Nullable Integer grace;

    @Option(names = "--yes", description = "Do it")
    private boolean yes;

    @Override
    public void run() {
      ObjectNode order = order("EXPIRE", reason);
      if (grace != null) {
        order.put("graceSeconds", grace);
      }
      act(spec, options, part, order, yes);
    }
  }

  /** Sends what waits by another source. */
  @Command(
      name = "move",
      description = "Sends what waits now by another source.",
      mixinStandardHelpOptions = true)
  static final class Move implements Runnable {
    @Spec private CommandSpec spec;
    @Mixin private ServerOptions options;
    @Mixin private Part part;

    @Option(names = "--to", paramLabel = "SOURCE", required = true, description = "The source")
    private String to = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "For those who wonder")
    private @Nullable String reason;

    @Option(names = "--yes", description = "Do it")
    private boolean yes;

    @Override
    public void run() {
      act(spec, options, part, order("MOVE", reason).put("to", to), yes);
    }
  }

  /** Ends an act. */
  @Command(
      name = "undo",
      description = "Ends an act: what it has not done yet is not done.",
      mixinStandardHelpOptions = true)
  static final class Undo implements Runnable {
    @Spec private CommandSpec spec;
    @Mixin private ServerOptions options;

    @Parameters(paramLabel = "ID", description = "Of the act")
    private String id = "";

    @Option(
        names = "--per-minute",
        paramLabel = "N",
        description = "How many of what was held go on; default: all at once")
    private @Nullable Integer perMinute;

    @Override
    public void run() {
      options.server().post("/v1/waiting/acts/" + id + "/undo", rate(perMinute));
      PrintWriter out = spec.commandLine().getOut();
      out.println("Undone.");
      out.flush();
    }
  }

  private static ObjectNode rate(@Nullable Integer perMinute) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    return perMinute == null ? body : body.put("perMinute", perMinute);
  }

  /** Where something is paused. */
  private static String path(String kind, String key) {
    return switch (kind) {
      case "source" -> "/v1/sources/" + key;
      case "lane" -> "/v1/lanes/" + key;
      case "application" -> "/v1/applications/" + key;
      case "tenant" -> "/v1/tenants/" + key;
      case "node" -> {
        String[] parts = key.split("/", 2);
        if (parts.length < 2) {
          throw new CommandFailure("write a node with its application: esop/grant.vested");
        }
        yield "/v1/applications/%s/nodes/%s".formatted(parts[0], parts[1]);
      }
      default ->
          throw new CommandFailure(
              "%s can't be paused: source, lane, node, application or tenant".formatted(kind));
    };
  }

  /** Lets messages wait. */
  @Command(
      name = "pause",
      description = "Pauses a source, lane, node, application or tenant.",
      mixinStandardHelpOptions = true)
  static final class Pause implements Runnable {
    @Spec private CommandSpec spec;
    @Mixin private ServerOptions options;

    @Parameters(paramLabel = "KIND", description = "source, lane, node, application or tenant")
    private String kind = "";

    @Parameters(paramLabel = "CODE", description = "A node's with its application: esop/login.code")
    private String key = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "For those who wonder")
    private @Nullable String reason;

    @Override
    public void run() {
      ObjectNode body = JsonNodeFactory.instance.objectNode();
      if (reason != null && !kind.equals("source")) {
        body.put("reason", reason);
      }
      options.server().post(path(kind, key) + "/pause", body);
      PrintWriter out = spec.commandLine().getOut();
      out.printf("Paused. To go on: herald resume %s %s%n", kind, key);
      out.flush();
    }
  }

  /** Lets messages go. */
  @Command(
      name = "resume",
      description = "Lets what was paused go on.",
      mixinStandardHelpOptions = true)
  static final class Resume implements Runnable {
    @Spec private CommandSpec spec;
    @Mixin private ServerOptions options;

    @Parameters(paramLabel = "KIND", description = "source, lane, node, application or tenant")
    private String kind = "";

    @Parameters(paramLabel = "CODE", description = "A node's with its application: esop/login.code")
    private String key = "";

    @Option(
        names = "--per-minute",
        paramLabel = "N",
        description = "How many of those that wait go on; default: all at once")
    private @Nullable Integer perMinute;

    @Override
    public void run() {
      options.server().post(path(kind, key) + "/resume", rate(perMinute));
      PrintWriter out = spec.commandLine().getOut();
      out.println("It goes on.");
      out.flush();
    }
  }
}
