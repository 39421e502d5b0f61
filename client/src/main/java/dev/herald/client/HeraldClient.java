package dev.herald.client;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A client of Herald for a business system. Use one for the whole program: it is safe for any
 * number of threads and needs no closing.
 *
 * <pre>{@code
 * HeraldClient herald = HeraldClient.at("http://127.0.0.1:8480").key(key).build();
 * Accepted accepted = herald.send(
 *     Submission.of("grant.vested", "hengtong").to("E1001").data("shares", 12_000).build());
 * }</pre>
 *
 * <p>Every call is retried while that may help, within the deadline of its {@link RetryPolicy}, and
 * throws a {@link HeraldException} when it fails. Guarantee: the attempts of one call share an
 * idempotency key, so they create no second message.
 */
public final class HeraldClient {
  private final AsyncHeraldClient calls;

  HeraldClient(AsyncHeraldClient calls) {
    this.calls = calls;
  }

  /**
   * @param url of the server, with a path where a proxy serves it below one
   * @throws IllegalArgumentException when it is not an http or https URL
   */
  public static HeraldClientBuilder at(String url) {
    return new HeraldClientBuilder(url);
  }

  /** The same calls, without waiting. */
  public AsyncHeraldClient async() {
    return calls;
  }

  /** The same with another retry policy. */
  public HeraldClient with(RetryPolicy policy) {
    return new HeraldClient(calls.with(policy));
  }

  /**
   * Returns once every message is durable.
   *
   * @throws HeraldException.Invalid naming every wrong field; nothing was saved
   * @throws HeraldException.Conflict when the key was used with another submission
   * @throws HeraldException.QuotaExceeded when the application stays at its rate or quota beyond
   *     the deadline
   * @throws HeraldException.Unavailable when Herald could not be reached before the deadline
   */
  public Accepted send(Submission submission) {
    return wait(calls.send(submission));
  }

  /**
   * Says what {@link #send} would come to, and why. Nothing is saved or sent.
   *
   * @throws HeraldException as {@link #send} would
   */
  public DryRun dryRun(Submission submission) {
    return wait(calls.dryRun(submission));
  }

  /**
   * Sends any number, some hundreds a request. An invalid one fails alone. The deadline applies to
   * each request.
   *
   * @return in the same order
   * @throws HeraldException when no submission of a request could be sent, as with a wrong key;
   *     earlier ones may have been accepted, and can be sent again with their own keys
   */
  public List<LineResult> sendAll(Collection<Submission> submissions) {
    return wait(calls.sendAll(submissions));
  }

  /**
   * Sends a stream of any length in bounded memory.
   *
   * @param results is given each result in the same order, while others are still to be sent
   * @return how many were accepted
   * @throws HeraldException as {@link #sendAll(Collection)} does; earlier results were given
   */
  public long sendAll(Stream<Submission> submissions, Consumer<? super LineResult> results) {
    long taken = 0;
    for (Iterator<List<Submission>> chunks = new Chunks(submissions.iterator());
        chunks.hasNext(); ) {
      for (LineResult result : wait(calls.sendChunk(chunks.next()))) {
        taken += result instanceof LineResult.Taken ? 1 : 0;
        results.accept(result);
      }
    }
    return taken;
  }

  /**
   * One message with its whole trace.
   *
   * @throws HeraldException.NotFound when it does not exist, or not for this key
   */
  public Message get(UUID id) {
    return wait(calls.get(id));
  }

  /** A page of the matching messages, newest first. */
  public MessagePage search(MessageQuery query) {
    return wait(calls.search(query));
  }

  /** All matching messages, newest first, fetched page by page. */
  public Stream<Message> searchAll(MessageQuery query) {
    return Stream.iterate(
            search(query),
            page -> page != null,
            (MessagePage page) -> page.next() == null ? null : search(query.after(page.next())))
        .flatMap(page -> page.items().stream());
  }

  /**
   * Sends a message again as a new one, with the template version and variables of the original.
   *
   * @throws HeraldException.Conflict when it is still being processed
   */
  public Accepted resend(UUID id) {
    return wait(calls.resend(id));
  }

  /**
   * @param channel another than the message's own
   * @throws HeraldException.Invalid when the message can't be sent by it
   */
  public Accepted resend(UUID id, String channel) {
    return wait(calls.resend(id, channel));
  }

  /**
   * Cancels a message that is not being sent yet. An already cancelled message is not an error.
   *
   * @throws HeraldException.Conflict when it is too late
   */
  public Message cancel(UUID id) {
    return wait(calls.cancel(id));
  }

  /**
   * Takes a message back: one that waits is called off, one that was sent is taken back by its
   * provider where that can.
   *
   * @throws HeraldException.Conflict when it can't be taken back, or went in one call with others
   */
  public Message recall(UUID id) {
    return wait(calls.recall(id));
  }

  /**
   * Takes a message back with all that went in the same call, where its provider takes back all or
   * none.
   *
   * @throws HeraldException.Conflict when it can't be taken back
   */
  public Message recallWithOthers(UUID id) {
    return wait(calls.recallWithOthers(id));
  }

  /**
   * Returns when Herald answers and accepts the key.
   *
   * @throws HeraldException.Unauthorized when the key is unknown
   */
  public void ping() {
    wait(calls.ping());
  }

  /**
   * Calls what has no method of its own here, with the same key, tries and problems.
   *
   * @param path with its query
   * @param body plain values: texts, numbers, booleans, lists and maps of them; empty: none is sent
   * @return the answer's members, as plain values
   */
  public Map<?, ?> call(String method, String path, Map<String, ?> body) {
    return wait(calls.call(method, path, body));
  }

  private static <T extends @Nullable Object> T wait(CompletableFuture<T> call) {
    try {
      return call.get();
    } catch (ExecutionException failure) {
      HeraldException problem = Problems.of(failure);
      problem.fillInStackTrace();
      throw problem;
    } catch (InterruptedException interrupted) {
      call.cancel(true);
      Thread.currentThread().interrupt();
      throw new HeraldException.Unavailable("interrupted while waiting", interrupted);
    }
  }

  @Override
  public String toString() {
    return calls.toString();
  }
}
