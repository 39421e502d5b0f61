package dev.herald.spring.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.spring.StandInHerald;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A business system as a process that is killed while its notices are on their way. */
class OutboxCrashIT {
  private static final int GRANTS = 60;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Database.class)
  void a_process_that_is_killed_after_its_commits_has_sent_each_notice_once(Database kind)
      throws IOException {
    Database.Address database = kind.fresh();
    try (StandInHerald server = new StandInHerald()) {
      server.holdAnswers();
      Process first = business(database, server.url());
      await("every grant").until(() -> says(first, "committed") && !server.taken().isEmpty());
      first.destroyForcibly().onExit().join();

      server.letGo();
      try (Business again = new Business(database, server.url())) {
        await().until(() -> again.rows() == 0);

        assertThat(again.notices()).hasSize(GRANTS - GRANTS / 5);
        assertThat(server.taken().keySet()).hasSameElementsAs(again.notices());
        assertThat(server.repeated()).as("what was taken before the kill").isPositive();
      }
    }
  }

  private Process business(Database.Address database, String url) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            Killed.class.getName(),
            database.url(),
            database.user(),
            database.password(),
            url)
        .redirectErrorStream(true)
        .redirectOutput(log())
        .start();
  }

  private File log() {
    return folder.resolve("business.log").toFile();
  }

  private boolean says(Process process, String word) throws IOException {
    String said = Files.readString(log().toPath());
    assertThat(process.isAlive()).as(said).isTrue();
    return said.contains(word);
  }

  /** Vests grants, rolls back each fifth, says when it is done, and waits to be killed. */
  static final class Killed {
    private Killed() {}

    public static void main(String[] arguments) throws InterruptedException {
      List<String> of = List.of(arguments);
      Business business =
          new Business(new Database.Address(of.get(0), of.get(1), of.get(2)), of.get(3));
      IntStream.rangeClosed(1, GRANTS).forEach(grant -> vest(business, grant));
      System.out.println("committed");
      Thread.currentThread().join();
    }

    private static void vest(Business business, int grant) {
      if (grant % 5 == 0) {
        business.vestAndRollBack(grant);
      } else {
        business.vestAndCommit(grant);
      }
    }
  }
}
