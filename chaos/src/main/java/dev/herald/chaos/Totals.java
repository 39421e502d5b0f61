package dev.herald.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;

/** What a run came to so far; kept between episodes, so that a long run can go on later. */
record Totals(
    long seed,
    int episodes,
    int acknowledged,
    int kills,
    int databaseCrashes,
    int cutCommits,
    int lost,
    int doubledUnambiguous,
    int doubledAmbiguous,
    int staleWrites,
    int capOvershoot,
    int broken,
    int mutants,
    int mutantsCaught) {
  private static final JsonMapper JSON = new JsonMapper();

  static Totals begin(long seed) {
    return new Totals(seed, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  Totals plus(Fault fault, int cuts, Verdict verdict) {
    return new Totals(
        seed,
        episodes + 1,
        acknowledged + verdict.acknowledged(),
        kills + fault.victims(),
        databaseCrashes + (fault instanceof Fault.DatabaseCrash ? 1 : 0),
        cutCommits + cuts,
        lost + verdict.count(Finding.Kind.LOST),
        doubledUnambiguous + verdict.count(Finding.Kind.DOUBLED),
        doubledAmbiguous + verdict.doubledAmbiguous(),
        staleWrites + verdict.count(Finding.Kind.STALE_WRITE),
        capOvershoot + verdict.count(Finding.Kind.OVER_CAP),
        broken + verdict.count(Finding.Kind.BROKEN),
        mutants,
        mutantsCaught);
  }

  Totals mutant(boolean caught) {
    return new Totals(
        seed,
        episodes,
        acknowledged,
        kills,
        databaseCrashes,
        cutCommits,
        lost,
        doubledUnambiguous,
        doubledAmbiguous,
        staleWrites,
        capOvershoot,
        broken,
        mutants + 1,
        mutantsCaught + (caught ? 1 : 0));
  }

  boolean isGood() {
    return lost + doubledUnambiguous + staleWrites + capOvershoot + broken == 0
        && mutants == mutantsCaught;
  }

  String json() {
    return JSON.writeValueAsString(this);
  }

  static Totals read(Path file) throws IOException {
    return JSON.readValue(Files.readString(file), Totals.class);
  }
}
