package dev.herald.client;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@link HeraldClient} without waiting: each call returns at once, and its future ends with the
 * answer, or exceptionally with a {@link HeraldException}. A cancelled future starts no further
 * attempt.
 */
public final class AsyncHeraldClient {
  private static final String PATH = "/v1/messages";
  private static final String JSON = "application/json";
  private static final UUID NO_MESSAGE = new UUID(0, 0);

  private final Transport transport;
  private final RetryPolicy retries;
  private final CallObserver observer;

  AsyncHeraldClient(Transport transport, RetryPolicy retries, CallObserver observer) {
    this.transport = transport;
    this.retries = retries;
    this.observer = observer;
  }

  AsyncHeraldClient with(RetryPolicy policy) {
    return new AsyncHeraldClient(transport, policy, observer);
  }

  /** See {@link HeraldClient#send}. */
  public CompletableFuture<Accepted> send(Submission submission) {
    Submission keyed = submission.orKey(IdempotencyKey.random());
    return post("send", PATH, keyed.body(), keyed.idempotencyKey().orElseThrow());
  }

  /** See {@link HeraldClient#sendAll(Collection)}. */
  public CompletableFuture<List<LineResult>> sendAll(Collection<Submission> submissions) {
    return sendChunks(new Chunks(List.copyOf(submissions).iterator()), new ArrayList<>());
  }

  private CompletableFuture<List<LineResult>> sendChunks(
      Iterator<List<Submission>> chunks, List<LineResult> sent) {
    if (!chunks.hasNext()) {
      return CompletableFuture.completedFuture(List.copyOf(sent));
    }
    return sendChunk(chunks.next())
        .thenCompose(results -> {
          sent.addAll(results);
          return sendChunks(chunks, sent);
        });
  }

  CompletableFuture<List<LineResult>> sendChunk(List<Submission> chunk) {
    Bulk bulk = new Bulk(transport, chunk);
    return new Retrying<>("bulk", retries, observer, bulk::attempt)
        .begin()
        .exceptionally(last -> bulk.inTheEnd(Problems.of(last)));
  }

  /** See {@link HeraldClient#get}. */
  public CompletableFuture<Message> get(UUID id) {
    return call("get", () -> transport.request(PATH + "/" + id).GET(), Message::read);
  }

  /** See {@link HeraldClient#search}. */
  public CompletableFuture<MessagePage> search(MessageQuery query) {
    return call("search", () -> transport.request(PATH + query.asText()).GET(), MessagePage::read);
  }

  /** See {@link HeraldClient#resend(UUID)}. */
  public CompletableFuture<Accepted> resend(UUID id) {
    return resend(id, null);
  }

  /** See {@link HeraldClient#resend(UUID, String)}. */
  public CompletableFuture<Accepted> resend(UUID id, @Nullable String channel) {
    String order = channel == null ? "{}" : Json.write(Map.of("channel", channel));
    return post("resend", PATH + "/" + id + "/resend", order, IdempotencyKey.random());
  }

  /** See {@link HeraldClient#recall}. */
  public CompletableFuture<Message> recall(UUID id) {
    return recall(id, "{}");
  }

  /** See {@link HeraldClient#recallWithOthers}. */
  public CompletableFuture<Message> recallWithOthers(UUID id) {
    return recall(id, "{\"others\":true}");
  }

  /** Taking back twice is harmless: what was taken back stays so, and is answered alike. */
  private CompletableFuture<Message> recall(UUID id, String json) {
    return call(
        "recall",
        () ->
            transport
                .request(PATH + "/" + id + "/recall")
                .header("Content-Type", JSON)
                .POST(BodyPublishers.ofString(json)),
        Message::read);
  }

  /** See {@link HeraldClient#cancel}. */
  public CompletableFuture<Message> cancel(UUID id) {
    Supplier<HttpRequest.Builder> request =
        () -> transport.request(PATH + "/" + id + "/cancel").POST(BodyPublishers.noBody());
    return orElse(call("cancel", request, Message::read), problem -> ifCancelled(id, problem));
  }

  /** Cancelling again, or after a lost answer, meets what was asked for. */
  private CompletableFuture<Message> ifCancelled(UUID id, HeraldException problem) {
    if (!(problem instanceof HeraldException.Conflict)) {
      return CompletableFuture.failedFuture(problem);
    }
    return get(id)
        .thenApply(message -> {
          if (message.state() != MessageState.CANCELLED) {
            throw problem;
          }
          return message;
        });
  }

  /** See {@link HeraldClient#ping}. */
  public CompletableFuture<@Nullable Void> ping() {
    Supplier<HttpRequest.Builder> request = () -> transport.request(PATH + "/" + NO_MESSAGE).GET();
    CompletableFuture<@Nullable Void> found = call("ping", request, message -> null);
    return orElse(
        found,
        problem ->
            problem instanceof HeraldException.NotFound
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.failedFuture(problem));
  }

  /** See {@link HeraldClient#call}. */
  public CompletableFuture<Map<?, ?>> call(String method, String path, Map<String, ?> body) {
    return call(
        path.replaceFirst("\\?.*", ""),
        () -> {
          HttpRequest.Builder request = transport.request(path);
          return body.isEmpty()
              ? request.method(method, BodyPublishers.noBody())
              : request
                  .header("Content-Type", JSON)
                  .method(method, BodyPublishers.ofString(Json.write(body)));
        },
        JsonObject::members);
  }

  private static <T extends @Nullable Object> CompletableFuture<T> orElse(
      CompletableFuture<T> first, Function<HeraldException, CompletableFuture<T>> otherwise) {
    return first
        .<CompletableFuture<T>>handle((value, failure) ->
            failure == null
                ? CompletableFuture.completedFuture(value)
                : otherwise.apply(Problems.of(failure)))
        .thenCompose(next -> next);
  }

  /** See {@link HeraldClient#dryRun}. */
  public CompletableFuture<DryRun> dryRun(Submission submission) {
    return call(
        "dry-run",
        () -> {
          HttpRequest.Builder request =
              transport.request(PATH + "?dryRun=true").header("Content-Type", JSON);
          submission.idempotencyKey().ifPresent(key -> request.header("Idempotency-Key", key));
          return request.POST(BodyPublishers.ofString(submission.body()));
        },
        DryRun::read);
  }

  private CompletableFuture<Accepted> post(
      String operation, String path, String json, String idempotencyKey) {
    return call(
        operation,
        () ->
            transport
                .request(path)
                .header("Content-Type", JSON)
                .header("Idempotency-Key", idempotencyKey)
                .POST(BodyPublishers.ofString(json)),
        Accepted::read);
  }

  private <T extends @Nullable Object> CompletableFuture<T> call(
      String operation, Supplier<HttpRequest.Builder> request, Function<JsonObject, T> reader) {
    return new Retrying<T>(
            operation,
            retries,
            observer,
            time ->
                transport.call(request.get(), time, text -> reader.apply(JsonObject.read(text))))
        .begin();
  }

  @Override
  public String toString() {
    return "HeraldClient[" + transport + "]";
  }
}
