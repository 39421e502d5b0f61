package dev.herald.channels.token;

import dev.herald.channel.Exchange;
import dev.herald.channel.Fault;
import dev.herald.channel.SendResult;
import dev.herald.channel.TokenStore;
import dev.herald.channel.TokenStore.Token;
import dev.herald.channels.token.Fetched.Given;
import dev.herald.channels.token.Fetched.Refused;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The tokens that this process uses. Safe for concurrent use. */
public final class Tokens {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  /** Some providers give the same token again until it has ended. */
  private static final Duration BETWEEN_RENEWALS = Duration.ofMinutes(1);

  private final TokenStore store;
  private final Clock clock;
  private final Duration patience;
  private final Map<String, Token> known = new ConcurrentHashMap<>();
  private final Map<String, Instant> renewed = new ConcurrentHashMap<>();
  private final Map<String, CompletableFuture<Fetched>> underWay = new ConcurrentHashMap<>();

  /**
   * @param deadline how long one fetch may take
   */
  public Tokens(TokenStore store, Clock clock, Duration deadline) {
    this.store = store;
    this.clock = clock;
    this.patience = deadline.multipliedBy(2);
  }

  /**
   * A token for the key, from memory where there is one.
   *
   * @param early how long before its end a token is renewed; it is used meanwhile
   * @param bad one that the provider takes no longer
   */
  public Fetched get(String key, Duration early, @Nullable String bad, Supplier<Fetched> provider) {
    Token token = known.get(key);
    if (token == null || !isGood(token, Duration.ZERO, bad)) {
      return joined(key, early, bad, provider);
    }
    if (!isGood(token, early, bad) && isTimeToRenew(key)) {
      return joined(key, early, bad, provider) instanceof Given renewal
          ? renewal
          : new Given(token);
    }
    return new Given(token);
  }

  private boolean isGood(Token token, Duration left, @Nullable String bad) {
    return !token.value().equals(bad) && token.endsAt().isAfter(clock.instant().plus(left));
  }

  /** True for one caller in a while. */
  private boolean isTimeToRenew(String key) {
    Instant now = clock.instant();
    Instant before = renewed.get(key);
    if (before == null) {
      return renewed.putIfAbsent(key, now) == null;
    }
    return before.plus(BETWEEN_RENEWALS).isBefore(now) && renewed.replace(key, before, now);
  }

  /** What is fetched by whoever began; a token that is bad by now is not taken from another. */
  private Fetched joined(
      String key, Duration early, @Nullable String bad, Supplier<Fetched> provider) {
    while (true) {
      CompletableFuture<Fetched> mine = new CompletableFuture<>();
      CompletableFuture<Fetched> first = underWay.putIfAbsent(key, mine);
      if (first == null) {
        return led(mine, key, early, bad, provider);
      }
      Fetched fetched = first.join();
      if (!(fetched instanceof Given(Token token)) || isGood(token, Duration.ZERO, bad)) {
        return fetched;
      }
    }
  }

  private Fetched led(
      CompletableFuture<Fetched> mine,
      String key,
      Duration early,
      @Nullable String bad,
      Supplier<Fetched> provider) {
    Fetched fetched = refused("the token could not be fetched");
    try {
      fetched = shared(key, early, bad, provider);
      if (fetched instanceof Given(Token token)) {
        known.values().removeIf(each -> !isGood(each, Duration.ZERO, null));
        known.put(key, token);
      }
      return fetched;
    } catch (RuntimeException e) {
      // Whatever it is, nothing was sent, and a later attempt may find the store well again.
      fetched = refused("the token could not be fetched: " + e.getClass().getSimpleName());
      return fetched;
    } finally {
      underWay.remove(key, mine);
      mine.complete(fetched);
    }
  }

  private Fetched shared(
      String key, Duration early, @Nullable String bad, Supplier<Fetched> provider) {
    Instant end = clock.instant().plus(patience);
    while (true) {
      Optional<Token> kept = store.find(key).filter(token -> isGood(token, early, bad));
      if (kept.isPresent()) {
        return new Given(kept.get());
      }
      if (store.claim(key, patience)) {
        return claimed(key, early, bad, provider);
      }
      Optional<Token> ending = store.find(key).filter(token -> isGood(token, Duration.ZERO, bad));
      if (ending.isPresent()) {
        return new Given(ending.get());
      }
      if (!pause() || clock.instant().isAfter(end)) {
        return refused("another process is fetching the token");
      }
    }
  }

  private Fetched claimed(
      String key, Duration early, @Nullable String bad, Supplier<Fetched> provider) {
    boolean kept = false;
    try {
      Optional<Token> meanwhile = store.find(key).filter(token -> isGood(token, early, bad));
      if (meanwhile.isPresent()) {
        return new Given(meanwhile.get());
      }
      Fetched fetched = provider.get();
      if (fetched instanceof Given(Token token)) {
        store.keep(key, token);
        kept = true;
      }
      return fetched;
    } finally {
      if (!kept) {
        store.release(key);
      }
    }
  }

  private static boolean pause() {
    try {
      Thread.sleep(BETWEEN_LOOKS);
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Fetched refused(String reason) {
    return new Refused(new SendResult.Retryable(Fault.SOURCE, reason, Exchange.NONE));
  }
}
