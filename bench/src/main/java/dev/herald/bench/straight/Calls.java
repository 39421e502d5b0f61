package dev.herald.bench.straight;

import dev.herald.bench.peer.Provider;
import dev.herald.bench.process.BenchFailure;
import dev.herald.bench.standin.StandIn;
import dev.herald.server.platform.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Calls the provider from as many virtual threads as it has connections. */
final class Calls {
  private static final Logger log = LoggerFactory.getLogger(Calls.class);
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final ObjectWriter ONE = JSON.writerFor(Body.class);
  private static final ObjectWriter SEVERAL = JSON.writerFor(Together.class);
  private static final int CONNECTIONS = 64;

  private final BlockingQueue<List<Notice>> waiting = new LinkedBlockingQueue<>();
  private final Provider provider;
  private final int perCall;
  private final GroupCommit<Sent> outcomes;

  private record Body(String to, String text, String key) {
    static Body of(Notice notice) {
      return new Body(notice.phone(), notice.text(), notice.id().toString());
    }
  }

  private record Together(List<Body> messages) {}

  /**
   * @param perCall 1: a message alone; more: as many as are there at a time, up to so many
   */
  Calls(int port, int perCall, GroupCommit<Sent> outcomes) {
    this.provider = new Provider(port, perCall == 1 ? "/sms" : StandIn.TOGETHER, CONNECTIONS);
    this.perCall = perCall;
    this.outcomes = outcomes;
    for (int i = 0; i < CONNECTIONS; i++) {
      Thread.ofVirtual().start(this::run);
    }
  }

  void send(List<Notice> saved) {
    waiting.addAll(divided(saved, perCall));
  }

  static <T> List<List<T>> divided(List<T> all, int most) {
    List<List<T>> parts = new ArrayList<>();
    for (int from = 0; from < all.size(); from += most) {
      parts.add(all.subList(from, Math.min(all.size(), from + most)));
    }
    return parts;
  }

  /** Nothing is tried again: a call that fails is a round that failed. */
  private void run() {
    try {
      while (true) {
        outcomes.add(call(waiting.take()));
      }
    } catch (InterruptedException | RuntimeException failure) {
      log.error("a call failed", failure);
      Runtime.getRuntime().halt(1);
    }
  }

  private List<Sent> call(List<Notice> notices) {
    long start = System.nanoTime();
    JsonNode answer = JSON.readTree(provider.send(body(notices)));
    if (answer.path("code").asInt(-1) != 0) {
      throw new BenchFailure("refused: " + answer);
    }
    int millis = (int) ((System.nanoTime() - start) / 1_000_000);
    Sent.Call call =
        perCall == 1
            ? new Sent.Call(null, null, millis)
            : new Sent.Call(Ids.next(), notices.size(), millis);
    String id = answer.path("id").asString();
    Instant now = Instant.now();
    return notices.stream().map(notice -> new Sent(notice.id(), now, id, call)).toList();
  }

  private String body(List<Notice> notices) {
    return perCall == 1
        ? ONE.writeValueAsString(Body.of(notices.getFirst()))
        : SEVERAL.writeValueAsString(new Together(notices.stream().map(Body::of).toList()));
  }
}
