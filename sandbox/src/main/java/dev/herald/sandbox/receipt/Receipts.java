package dev.herald.sandbox.receipt;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/**
 * Calls back with what became of messages, for providers that a {@link Callback} is known of. The
 * others call nobody.
 */
public final class Receipts implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final String ANY = "*";

  private final Map<String, Callback> callbacks = new ConcurrentHashMap<>();
  private final LongAdder taken = new LongAdder();
  private final LongAdder lost = new LongAdder();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("sandbox-receipts").daemon().factory());

  /** The client has threads of its own, which only a sandbox that reports should have. */
  private static final class Client {
    private static final HttpClient SHARED =
        HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  }

  /**
   * @param taken understood by whom they were for
   * @param lost given up
   */
  public record Counts(long taken, long lost) {}

  /**
   * @param provider the connector's name, for example {@code tencent-sms}
   */
  public void report(String provider, Callback callback) {
    report(provider, ANY, callback);
  }

  /**
   * As above, of one account at the provider: each can have a callback of its own.
   *
   * @param account as the provider knows it from a call
   */
  public void report(String provider, String account, Callback callback) {
    callbacks.put(key(provider, account), callback);
  }

  public void forget(String provider) {
    callbacks.remove(key(provider, ANY));
  }

  private static String key(String provider, String account) {
    return provider + "\n" + account;
  }

  public Counts counts() {
    return new Counts(taken.sum(), lost.sum());
  }

  /** As below, whoever's the message was. */
  public void send(String provider, Function<Callback, Receipt> making) {
    send(provider, ANY, making);
  }

  /** Sends the receipt after the callback's delay, if the account or the provider has one. */
  public void send(String provider, String account, Function<Callback, Receipt> making) {
    Callback own = callbacks.get(key(provider, account));
    Callback callback = own == null ? callbacks.get(key(provider, ANY)) : own;
    if (callback != null) {
      Receipt receipt = making.apply(callback);
      for (int copy = 0; copy < callback.copies(); copy++) {
        after(callback.delay(), callback.url(), receipt, 0);
      }
    }
  }

  private void after(Duration delay, URI url, Receipt receipt, int failures) {
    if (!timer.isShutdown()) {
      timer.schedule(
          () -> Thread.ofVirtual().start(() -> call(url, receipt, failures)),
          delay.toMillis(),
          TimeUnit.MILLISECONDS);
    }
  }

  private void call(URI url, Receipt receipt, int failures) {
    if (isTaken(url, receipt)) {
      taken.increment();
    } else if (failures < receipt.again().size()) {
      after(receipt.again().get(failures), url, receipt, failures + 1);
    } else {
      lost.increment();
    }
  }

  private static boolean isTaken(URI url, Receipt receipt) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(withQuery(url, receipt.query()))
            .timeout(PATIENCE)
            .POST(HttpRequest.BodyPublishers.ofString(receipt.body()));
    receipt.headers().forEach(request::header);
    try {
      HttpResponse<String> answer =
          Client.SHARED.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() / 100 == 2 && receipt.understood().test(answer.body());
    } catch (IOException nobodyThere) {
      return false;
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static URI withQuery(URI url, String query) {
    return query.isEmpty()
        ? url
        : URI.create(url + (url.getRawQuery() == null ? "?" : "&") + query);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
