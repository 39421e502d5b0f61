package dev.herald.server.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PostmasterFileTest {
  @Test
  void a_process_that_got_the_id_later_is_not_taken_for_the_postmaster() {
    assertThat(PostmasterFile.serves(Path.of("/data/postgres"), ProcessHandle.current())).isFalse();
  }
}
