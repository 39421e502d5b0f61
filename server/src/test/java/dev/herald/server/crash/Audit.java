package dev.herald.server.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.herald.sandbox.MessageIdCounts;
import dev.herald.server.Api;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Compares the client's book, the provider's outbox and the server's traces after a burst. */
final class Audit {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int READERS = 8;

  private final Esop esop;
  private final Map<Notice, UUID> book;
  private final List<Trace> traces;

  private Audit(Esop esop, Map<Notice, UUID> book, List<Trace> traces) {
    this.esop = esop;
    this.book = book;
    this.traces = traces;
  }

  /** Waits until Herald has nothing left to do, then reads its books. */
  static Audit of(Esop esop, Burst burst) throws InterruptedException, ExecutionException {
    awaitRest(esop);
    return new Audit(esop, burst.book(), traces(esop, allIds(esop)));
  }

  private static void awaitRest(Esop esop) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(() -> {
          assertThat(page(esop, "?limit=3&state=PENDING").path("items")).isEmpty();
          assertThat(page(esop, "?limit=3&state=SENDING").path("items")).isEmpty();
          assertThat(page(esop, "?limit=1000&state=UNKNOWN").path("items"))
              .as("none is asked about any more")
              .noneMatch(message -> message.has("dueAt"));
        });
  }

  private static JsonNode page(Esop esop, String query) {
    Api.Answer answer = esop.api().get("/v1/messages" + query);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return answer.json();
  }

  private static List<UUID> allIds(Esop esop) {
    List<UUID> ids = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = page(esop, "?limit=1000" + cursor);
      page.path("items").forEach(each -> ids.add(UUID.fromString(each.path("id").asString())));
      cursor = page.has("next") ? "&cursor=" + page.path("next").asString() : "";
    } while (!cursor.isEmpty());
    return ids;
  }

  private static List<Trace> traces(Esop esop, Collection<UUID> ids)
      throws InterruptedException, ExecutionException {
    List<Trace> traces = new ArrayList<>();
    try (ExecutorService readers =
        Executors.newFixedThreadPool(READERS, Thread.ofVirtual().factory())) {
      List<Future<Trace>> reads =
          ids.stream().map(id -> readers.submit(() -> new Trace(page(esop, "/" + id)))).toList();
      for (Future<Trace> read : reads) {
        traces.add(read.get());
      }
    }
    return traces;
  }

  /** Every notice is one message, however often it was submitted. */
  Audit oneMessagePerNotice() {
    assertThat(traces.stream().map(Trace::id)).containsExactlyInAnyOrderElementsOf(book.values());
    return this;
  }

  /** Sent and there; or unknown, where a repeat by itself is forbidden and the trace says why. */
  Audit nothingIsLost() {
    assertThat(where(trace -> !trace.state().equals("SENT"))).allMatch(Audit::isHeld);
    assertThat(where(trace -> trace.state().equals("SENT") && accepted(trace) == 0)).isEmpty();
    return this;
  }

  private static boolean isHeld(Trace trace) {
    return trace.state().equals("UNKNOWN") && trace.isHeldWhenInDoubt() && trace.wasAmbiguous();
  }

  /** A provider that got a message twice got it because nobody could know about the first time. */
  Audit doublesAreExplained() {
    assertThat(where(trace -> accepted(trace) > trace.attempts())).isEmpty();
    assertThat(doubled()).allMatch(Trace::wasAmbiguous).noneMatch(Trace::isHeldWhenInDoubt);
    return this;
  }

  /** What a person does about the unknown ones, until they are sent too. */
  Audit unknownOnesAreSentAgain() throws InterruptedException, ExecutionException {
    List<UUID> again = new ArrayList<>();
    for (Trace held : where(Audit::isHeld)) {
      Api.Answer answer = esop.api().post("/v1/messages/%s/resend".formatted(held.id()), "");
      assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
      again.add(UUID.fromString(answer.json().at("/messages/0/id").asString()));
    }
    awaitRest(esop);
    assertThat(traces(esop, again))
        .allMatch(trace -> trace.state().equals("SENT") && accepted(trace) == 1);
    return this;
  }

  List<Trace> doubled() {
    return where(trace -> accepted(trace) > 1);
  }

  List<Trace> where(Predicate<Trace> condition) {
    return traces.stream().filter(condition).toList();
  }

  private int accepted(Trace trace) {
    MessageIdCounts outbox = esop.sandbox().outbox().messageIdCounts();
    return outbox.of(trace.id());
  }

  @Override
  public String toString() {
    return "%d acknowledged, %d adopted, %d doubled where it was ambiguous, %d unknown"
        .formatted(
            book.size(),
            where(Trace::wasAdopted).size(),
            doubled().size(),
            where(Audit::isHeld).size());
  }
}
