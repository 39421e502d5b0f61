package dev.herald.cli.demo;

import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Says to a person what a demonstration does and what came of it, in lines of 79 columns. */
public final class Telling {
  private static final int LABEL = 12;
  private static final int TEXT = 79 - 2 - LABEL;

  private final PrintWriter out;
  private final boolean terminal;

  /**
   * @param terminal whether lines can be drawn again
   */
  public Telling(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  Progress progress() {
    return new Progress(out, terminal);
  }

  /** A line under a label, or several. */
  public void fact(String label, String text) {
    String head = label;
    for (String line : Cells.wrapped(text, TEXT)) {
      out.println("  " + Cells.padded(head, LABEL) + line);
      head = "";
    }
    out.flush();
  }

  /** A heading, set off from what was before. */
  public void heading(String text) {
    out.println();
    out.println(text);
    out.println();
    out.flush();
  }

  /** Lines as they are. */
  public void lines(List<String> lines) {
    lines.forEach(out::println);
    out.flush();
  }

  void plan(Burst burst, Demonstration.Size size, List<Trouble> troubles) {
    fact(
        "Employees",
        Arrays.stream(Company.values())
            .map(company ->
                "%,d of %s (%s)"
                    .formatted(burst.employees(company), company.title(), company.locale()))
            .collect(Collectors.joining(", ")));
    fact(
        "Channels",
        Burst.CHANNELS.stream()
            .map(channel -> "%s %,d".formatted(channel, burst.count(channel)))
            .collect(Collectors.joining(", ")));
    fact(
        "",
        "A group robot takes 20 messages a minute (Feishu's: 100), a group of Slack one a second."
            + " The chats get what their robots let through at once; email and SMS carry the"
            + " rest.");
    for (Trouble trouble : troubles) {
      fact("Trouble", trouble.toString());
    }
    heading(
        size.perCall() == 1
            ? "Submitting, one notice a call"
            : "Submitting, up to %,d notices a call".formatted(size.perCall()));
  }

  void ending(Summary summary) {
    heading("What became of them");
    lines(new Figures(summary).lines());
  }

  /** What providers reported, and what was taken back. */
  void afterwards(long delivered, Optional<JsonNode> recalled) {
    out.println();
    fact(
        "Receipts",
        "%,d messages are delivered by their providers' own reports".formatted(delivered));
    recalled.ifPresent(message ->
        fact(
            "Recall",
            "one %s message was taken back and is %s now: %s"
                .formatted(
                    message.path("channel").asString(),
                    message.path("state").asString(),
                    message.path("id").asString())));
  }

  /** One message as the server shows it. */
  void message(JsonNode message) {
    heading("One message, from its submission to its end");
    lines(new Timeline(message, ZoneId.systemDefault()).lines());
  }
}
