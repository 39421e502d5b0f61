package dev.herald.bench;

import dev.herald.bench.herald.Packaged;
import dev.herald.bench.part.Effort;
import dev.herald.bench.part.Part;
import dev.herald.bench.part.Parts;
import dev.herald.bench.part.Stage;
import dev.herald.bench.process.BenchFailure;
import dev.herald.bench.report.Findings;
import dev.herald.bench.report.Report;
import dev.herald.cli.server.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command. */
@Command(
    name = "bench",
    description = "Measures Herald beside what this machine and other engines do.",
    mixinStandardHelpOptions = true)
public final class Bench implements Callable<Integer> {
  @Parameters(paramLabel = "PART", description = "Which to run; all when none is named")
  private Set<String> parts = new LinkedHashSet<>();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "Rounds that count, after the warm-up; default: ${DEFAULT-VALUE}")
  private int rounds;

  @Option(names = "--quick", description = "Small sizes: shows that it works, measures little")
  private boolean quick;

  @Option(
      names = "--profile",
      description = "One more round shows where the server's CPU time goes, by module")
  private boolean profile;

  @Option(
      names = "--handlers",
      paramLabel = "N",
      defaultValue = "3",
      description = "Servers that share the capped source; default: ${DEFAULT-VALUE}")
  private int handlers;

  @Option(
      names = "--largest",
      description = "The scale also with 100 million messages kept: an hour and 100 GB")
  private boolean largest;

  @Option(names = "--json", description = "Print one JSON object last")
  private boolean json;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write the report there too, in Markdown")
  private @Nullable Path report;

  @Option(names = "--tiny", hidden = true)
  private boolean tiny;

  @Option(names = "--server-flags", hidden = true, defaultValue = "")
  private String serverFlags;

  @Option(names = "--jar", hidden = true, required = true)
  private Path jar;

  @Option(names = "--folder", hidden = true, required = true)
  private Path folder;

  private Bench() {}

  public static void main(String[] arguments) {
    CommandLine line =
        new CommandLine(new Bench())
            .setExecutionExceptionHandler((failure, on, _) -> {
              if (failure instanceof BenchFailure || failure instanceof CommandFailure) {
                on.getErr().println("bench: " + failure.getMessage());
                return CommandLine.ExitCode.SOFTWARE;
              }
              throw failure;
            });
    System.exit(line.execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    for (String part : parts) {
      if (!Parts.all().containsKey(part)) {
        throw new BenchFailure(
            "there is no part '%s'; there are %s".formatted(part, Parts.all().keySet()));
      }
    }
    Report found = run();
    System.out.println(found.markdown());
    if (json) {
      System.out.println(found.json());
    }
    return CommandLine.ExitCode.OK;
  }

  /** Writes what it has after each part, so that an hour's run that is cut short is not lost. */
  private Report run() throws IOException {
    List<Findings> findings = new ArrayList<>();
    Packaged packaged =
        new Packaged(
            jar, serverFlags.isBlank() ? List.of() : List.of(serverFlags.strip().split("\\s+")));
    try (Workbench bench = Workbench.set(folder)) {
      Stage stage =
          new Stage(bench, packaged, new Effort(size(), rounds, profile, handlers, largest));
      for (Map.Entry<String, Part> part : Parts.all().entrySet()) {
        if (parts.isEmpty() || parts.contains(part.getKey())) {
          findings.add(part.getValue().run(stage));
          if (report != null) {
            Files.writeString(report, report(findings).markdown());
          }
        }
      }
    }
    return report(findings);
  }

  private static Report report(List<Findings> findings) {
    return new Report(Machine.description(), Runtime.getRuntime().availableProcessors(), findings);
  }

  private Effort.Size size() {
    if (tiny) {
      return Effort.Size.TINY;
    }
    return quick ? Effort.Size.QUICK : Effort.Size.FULL;
  }
}
