package dev.herald.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.herald.sandbox.cap.CapPolicy;
import dev.herald.sandbox.outbox.OutboxQuery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SandboxIT {
  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

  @Test
  void a_taken_port_is_said_and_the_other_one_let_go() {
    try (Sandbox first = Sandbox.start(SandboxOptions.defaults())) {
      int http = first.httpAddress().getPort();
      int smtp = first.smtpAddress().getPort();
      assertThatThrownBy(() -> Sandbox.start(SandboxOptions.defaults().ports(http, 0)))
          .isInstanceOf(UncheckedIOException.class);
      assertThatThrownBy(() -> Sandbox.start(SandboxOptions.defaults().ports(0, smtp)))
          .isInstanceOf(UncheckedIOException.class);
    }
  }

  @Test
  void it_listens_on_the_loopback_address_only() {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults())) {
      assertThat(sandbox.httpAddress().getAddress().isLoopbackAddress()).isTrue();
      assertThat(sandbox.smtpAddress().getAddress().isLoopbackAddress()).isTrue();
    }
  }

  @Test
  void a_burst_over_kept_connections_is_counted_to_the_last_message()
      throws InterruptedException, ExecutionException {
    int connections = 50;
    int each = 200;
    SandboxOptions options = SandboxOptions.defaults().capPolicy(CapPolicy.OFF).kept(100);
    try (Sandbox sandbox = Sandbox.start(options);
        var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Integer> burst = () -> burst(sandbox, each);
      for (Future<Integer> done :
          executor.invokeAll(IntStream.range(0, connections).mapToObj(_ -> burst).toList())) {
        assertThat(done.get()).isEqualTo(each);
      }
      assertThat(sandbox.outbox().find(OutboxQuery.ALL)).hasSize(100);
      assertThat(sandbox.outbox().messageIdCounts().histogram())
          .isEqualTo(Map.of(1, (long) connections * each));
    }
  }

  private static int burst(Sandbox sandbox, int messages) throws IOException {
    int accepted = 0;
    try (Caller caller = new Caller(sandbox.httpAddress())) {
      for (int i = 0; i < messages; i++) {
        String body =
            "{\"msgUuid\":\"%s\",\"msgtype\":\"text\",\"text\":{\"content\":\"hi\"}}"
                .formatted(UUID.randomUUID());
        String url = "https://oapi.dingtalk.com/robot/send?access_token=hr";
        accepted += caller.call("POST", url, JSON, body).status() == 200 ? 1 : 0;
      }
    }
    return accepted;
  }
}
