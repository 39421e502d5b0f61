package dev.herald.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.herald.chaos.agent.Mutant;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./herald chaos}: breaks Herald on purpose and judges what is left. */
@Command(
    name = "chaos",
    mixinStandardHelpOptions = true,
    description =
        "Kills, cuts, stalls and misleads real Herald processes, and compares three books.")
public final class ChaosCommand implements Callable<Integer> {
  private static final int KILLS = 1_000;
  private static final int DATABASE_CRASHES = 100;
  private static final int CUT_COMMITS = 500;

  @Option(names = "--server", required = true, hidden = true)
  private @Nullable Path server;

  @Option(names = "--harness", required = true, hidden = true)
  private @Nullable Path harness;

  @Option(
      names = "--folder",
      required = true,
      description = "where a run leaves its books and logs")
  private @Nullable Path folder;

  @Option(names = "--brief", description = "only what tells most, in two minutes")
  private boolean brief;

  @Option(names = "--full", description = "1,000 kills, 100 database crashes, 500 cut commits")
  private boolean full;

  @Option(names = "--mutants", description = "also prove the harness by its deliberate bugs")
  private boolean mutants;

  @Option(names = "--mutant", description = "only this deliberate bug")
  private List<String> only = List.of();

  @Option(names = "--seed", description = "repeat the chances of an earlier run")
  private long seed = ThreadLocalRandom.current().nextInt(1_000_000);

  @Option(names = "--episodes", description = "no more than so many")
  private int most = Integer.MAX_VALUE;

  @Option(names = "--resume", description = "go on where the last full run was interrupted")
  private boolean resume;

  @Option(names = "--json", description = "one JSON object as the last line")
  private boolean json;

  private final PrintWriter out = new PrintWriter(System.out, true, UTF_8);

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new ChaosCommand()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    Path kept = Objects.requireNonNull(folder).toAbsolutePath();
    Path progress = kept.resolve("progress.json");
    Totals before = resume && Files.exists(progress) ? Totals.read(progress) : Totals.begin(seed);
    Place place =
        new Place(
            kept.resolve("run-" + ProcessHandle.current().pid()),
            Objects.requireNonNull(server).toAbsolutePath(),
            Objects.requireNonNull(harness).toAbsolutePath());
    out.printf("seed %d, books and logs in %s%n", before.seed(), place.folder());
    Totals totals;
    try (Cluster cluster = Cluster.start(place, before.seed())) {
      totals = run(new Run(cluster, before, out), progress);
    }
    return report(totals);
  }

  private Totals run(Run run, Path progress) throws IOException {
    if (only.isEmpty()) {
      episodes(run, progress);
    }
    chosen().forEach(run::mutant);
    return run.totals();
  }

  private Stream<Mutant> chosen() {
    return only.isEmpty()
        ? Arrays.stream(Mutant.values()).filter(_ -> mutants || full)
        : only.stream().map(Mutant::of);
  }

  private void episodes(Run run, Path progress) throws IOException {
    if (!full) {
      List<Fault> faults = brief ? Program.brief() : Program.everyKind();
      faults.stream().limit(most).forEach(run::episode);
      return;
    }
    for (int done = 0; done < most && wantsMore(run.totals()); done++) {
      run.episode(Program.next(run.chances()));
      Files.writeString(progress, run.totals().json());
    }
  }

  private static boolean wantsMore(Totals totals) {
    return totals.kills() < KILLS
        || totals.databaseCrashes() < DATABASE_CRASHES
        || totals.cutCommits() < CUT_COMMITS;
  }

  private int report(Totals totals) {
    out.printf(
        "%d episodes, %d kills, %d database crashes, %d cut commits, %d messages acknowledged:%n"
            + "%d lost, %d doubled without a reason, %d doubled in doubt, %d stale writes,"
            + " %d times over a cap, %d other promises broken; %d of %d mutants noticed%n",
        totals.episodes(),
        totals.kills(),
        totals.databaseCrashes(),
        totals.cutCommits(),
        totals.acknowledged(),
        totals.lost(),
        totals.doubledUnambiguous(),
        totals.doubledAmbiguous(),
        totals.staleWrites(),
        totals.capOvershoot(),
        totals.broken(),
        totals.mutantsCaught(),
        totals.mutants());
    if (json) {
      out.println(totals.json());
    }
    return totals.isGood() ? 0 : 1;
  }
}
