package dev.herald.chaos;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A message as the tables show it, read without the server's help. */
record Trace(
    UUID id,
    String channel,
    boolean root,
    @Nullable Instant expiresAt,
    boolean open,
    List<Step> steps) {

  /** A row of the table {@code event}. */
  record Step(
      int sequence,
      String kind,
      String state,
      int attempt,
      String outcome,
      boolean hasNext,
      @Nullable UUID related) {
    boolean isAdoption() {
      return kind.equals("ADOPTED");
    }

    private boolean isEnd() {
      return !hasNext && !isAdoption() && !state.equals("PENDING");
    }
  }

  String state() {
    return steps.isEmpty() ? "PENDING" : steps.getLast().state;
  }

  long ends() {
    return steps.stream().filter(Step::isEnd).count();
  }

  int attempts() {
    return steps.stream().mapToInt(Step::attempt).max().orElse(0);
  }

  boolean isAmbiguous() {
    return steps.stream().anyMatch(step -> step.outcome.equals("UNKNOWN"));
  }

  boolean isAdopted() {
    return steps.stream().anyMatch(Step::isAdoption);
  }

  /** Whether an attempt that was not the last one allowed failed because nobody answered. */
  boolean failedForNoAnswer() {
    return steps.stream()
        .anyMatch(step ->
            step.outcome.equals("UNKNOWN")
                && step.state.equals("FAILED")
                && step.attempt < Cluster.ATTEMPTS);
  }

  boolean isHeldWhenInDoubt() {
    return channel.equals("chaos-held");
  }

  /** Whether no attempt was settled after it was adopted. */
  boolean isInOrder() {
    int adopted = 0;
    for (Step step : steps) {
      if (step.kind.equals("ATTEMPT") && adopted > 0 && step.attempt <= adopted) {
        return false;
      }
      adopted = step.isAdoption() ? step.attempt : adopted;
    }
    return true;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("%s by %s, %s:".formatted(id, channel, state()));
    steps.forEach(step ->
        text.append(
            " %d.%s→%s(%d %s)"
                .formatted(step.sequence, step.kind, step.state, step.attempt, step.outcome)));
    return text.toString();
  }
}
