package dev.herald.server.lane;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.security.auth.module.UnixSystem;
import dev.herald.server.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class BackgroundThreadsTest {
  private static final long PATIENCE = Patience.SOON.toNanos();

  private final BackgroundThreads background = new BackgroundThreads("campaign-");

  /** Of the thread of the system that runs it. */
  private static int nice() {
    try {
      String stat = Files.readString(Path.of("/proc/thread-self/stat"));
      return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[16]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Only root may raise the priority of a process that has a lower one already. */
  private static int lower() {
    return new UnixSystem().getUid() == 0 ? 5 : Math.max(5, nice());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void what_runs_in_the_background_lets_others_go_first_also_after_it_waited() {
    CountDownLatch wait = new CountDownLatch(1);
    CompletableFuture<Integer> before = new CompletableFuture<>();
    CompletableFuture<Integer> after = new CompletableFuture<>();
    background
        .newThread(() -> {
          before.complete(nice());
          try {
            wait.await();
          } catch (InterruptedException e) {
            after.completeExceptionally(e);
          }
          after.complete(nice());
        })
        .start();
    before.join();
    wait.countDown();

    assertThat(before.join()).isEqualTo(lower());
    assertThat(after.join()).isEqualTo(lower());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void others_keep_their_priority() {
    CompletableFuture<Integer> inBackground = new CompletableFuture<>();
    background.newThread(() -> inBackground.complete(nice())).start();
    inBackground.join();
    CompletableFuture<Integer> other = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> other.complete(nice()));

    assertThat(inBackground.join()).isEqualTo(lower());
    assertThat(other.join()).isEqualTo(nice());
  }

  @Test
  void the_processor_time_that_they_take_is_counted_and_no_waiting() {
    long before = background.processorTime();
    CompletableFuture<Long> burnt = new CompletableFuture<>();
    background
        .newThread(() -> {
          long start = System.nanoTime();
          long passed = 0;
          while (background.processorTime() - before < 20_000_000 && passed < PATIENCE) {
            Thread.onSpinWait();
            passed = System.nanoTime() - start;
          }
          burnt.complete(passed);
        })
        .start();

    assertThat(burnt.join()).isBetween(10_000_000L, PATIENCE);
    assertThat(background.processorTime()).isGreaterThanOrEqualTo(before + 20_000_000);
  }

  @Test
  void they_are_virtual_and_have_names() {
    assertThat(background.newThread(() -> {}))
        .matches(Thread::isVirtual)
        .extracting(Thread::getName)
        .isEqualTo("campaign-0");
  }
}
