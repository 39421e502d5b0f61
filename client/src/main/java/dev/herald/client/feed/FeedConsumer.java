package dev.herald.client.feed;

import dev.herald.client.HeraldException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Takes whatever comes to a feed, one message at a time in each of its threads, until it is closed.
 *
 * <pre>{@code
 * try (FeedConsumer consumer =
 *     FeedConsumer.of(feed, message -> book(message.id(), message.json())).threads(4).start()) {
 *   …
 * }
 * }</pre>
 *
 * <p>A message that the handler returns from is acked. One that it throws at is given back, to come
 * again after a pause; after its last delivery it fails, and its trace says so. A handler must be
 * done before the lease ends (30 s unless the feed says otherwise), or extend it.
 */
public final class FeedConsumer implements AutoCloseable {
  private static final Duration WAIT = Duration.ofSeconds(20);
  private static final Duration REST = Duration.ofSeconds(1);

  private final Settings settings;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closed;

  private FeedConsumer(Settings settings) {
    this.settings = settings;
  }

  /** What is done with a message. */
  @FunctionalInterface
  public interface Handler {
    void handle(FeedMessage message) throws Exception;
  }

  public static Settings of(Feed feed, Handler handler) {
    return new Settings(feed, handler);
  }

  /** Puts a consumer together. */
  public static final class Settings {
    private final Feed feed;
    private final Handler handler;
    private int threads = 1;
    private Duration pause = Duration.ofSeconds(10);
    private Consumer<Exception> trouble = failure -> {};

    private Settings(Feed feed, Handler handler) {
      this.feed = feed;
      this.handler = handler;
    }

    /** How many messages are handled at once; one unless said. */
    public Settings threads(int count) {
      threads = count;
      return this;
    }

    /** After how long a message comes again that the handler threw at; 10 s unless said. */
    public Settings again(Duration after) {
      pause = after;
      return this;
    }

    /**
     * Hears of what handlers throw, and of calls that fail; a call is made again after a second.
     */
    public Settings onTrouble(Consumer<Exception> each) {
      trouble = each;
      return this;
    }

    public FeedConsumer start() {
      FeedConsumer consumer = new FeedConsumer(this);
      for (int i = 0; i < threads; i++) {
        Thread thread = new Thread(consumer::consume, "herald-feed-" + feed.name() + "-" + i);
        consumer.threads.add(thread);
        thread.start();
      }
      return consumer;
    }
  }

  private void consume() {
    while (!closed) {
      try {
        settings.feed.pull(1, WAIT).forEach(this::handle);
      } catch (HeraldException failure) {
        if (!closed) {
          settings.trouble.accept(failure);
          rest();
        }
      }
    }
  }

  private void handle(FeedMessage message) {
    try {
      settings.handler.handle(message);
    } catch (Exception failure) {
      settings.trouble.accept(failure);
      settings.feed.nack(List.of(message), settings.pause);
      return;
    }
    settings.feed.ack(message);
  }

  private static void rest() {
    try {
      Thread.sleep(REST.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Takes nothing new, and returns once what is in hand is done with. A pull that waits ends first.
   */
  @Override
  public void close() {
    closed = true;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
