package dev.herald.client;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One call with all its tries.
 *
 * <p>Guarantee: its future completes by the deadline, also when nobody answers.
 */
final class Retrying<T> {
  private final String operation;
  private final RetryPolicy policy;
  private final CallObserver observer;
  private final Function<Duration, CompletableFuture<T>> attempt;
  private final CompletableFuture<T> result = new CompletableFuture<>();
  private final long began = System.nanoTime();
  private int tries;

  /**
   * @param attempt makes one try, which ends within the time that it is given
   */
  Retrying(
      String operation,
      RetryPolicy policy,
      CallObserver observer,
      Function<Duration, CompletableFuture<T>> attempt) {
    this.operation = operation;
    this.policy = policy;
    this.observer = observer;
    this.attempt = attempt;
  }

  CompletableFuture<T> begin() {
    next();
    return result;
  }

  private void next() {
    if (result.isDone()) {
      return;
    }
    tries++;
    Duration left = left();
    Duration time = policy.attempt().compareTo(left) < 0 ? policy.attempt() : left;
    try {
      attempt.apply(time).whenComplete(this::ended);
    } catch (RuntimeException failure) {
      ended(null, failure);
    }
  }

  private Duration took() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  private Duration left() {
    return policy.deadline().minus(took());
  }

  private void ended(@Nullable T value, @Nullable Throwable failure) {
    if (failure == null) {
      observer.ended(new CallObserver.Call(operation, tries, took(), null));
      result.complete(value);
      return;
    }
    HeraldException problem = Problems.of(failure);
    Optional<Duration> pause = policy.pause(tries, problem, left());
    if (pause.isPresent()) {
      CompletableFuture.delayedExecutor(pause.get().toMillis(), TimeUnit.MILLISECONDS)
          .execute(this::next);
    } else {
      observer.ended(new CallObserver.Call(operation, tries, took(), problem));
      result.completeExceptionally(problem);
    }
  }
}
