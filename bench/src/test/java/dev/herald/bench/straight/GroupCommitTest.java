package dev.herald.bench.straight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
  @Test
  void whatComesWhileABatchIsWrittenMakesTheNextUpToItsMost() throws Exception {
    Semaphore turns = new Semaphore(0);
    BlockingQueue<List<Integer>> begun = new LinkedBlockingQueue<>();
    GroupCommit<Integer> commit =
        new GroupCommit<>(
            "test",
            3,
            Duration.ofMillis(1),
            batch -> {
              begun.add(List.copyOf(batch));
              turns.acquire();
            });

    commit.add(List.of(1));
    assertThat(begun.take()).containsExactly(1);
    commit.add(List.of(2, 3));
    commit.add(List.of(4, 5));
    turns.release(2);

    assertThat(begun.take()).containsExactly(2, 3, 4);
    assertThat(begun.take()).containsExactly(5);
  }
}
