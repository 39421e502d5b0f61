package dev.herald.client;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message: its address masked, its secret variables hidden.
 *
 * @param identity its owner and its origin
 * @param verdict its state and the reason, in one sentence
 * @param destination masked
 * @param attempts how often a provider was called
 * @param times of acceptance, next step and expiry
 * @param variables empty in lists
 * @param trace oldest first; empty in lists
 */
public record Message(
    UUID id,
    Identity identity,
    MessageState state,
    String verdict,
    String channel,
    String destination,
    int attempts,
    Times times,
    Map<String, @Nullable Object> variables,
    List<Step> trace) {

  /**
   * @param request of the submission that it was part of
   * @param recipient a code; null when it was sent to a raw address
   * @param origin the message that this one was made from; null for most
   */
  public record Identity(
      UUID request,
      String application,
      String node,
      String tenant,
      @Nullable String recipient,
      String requestedBy,
      @Nullable Origin origin) {

    private static Identity read(JsonObject json) {
      return new Identity(
          json.id("request"),
          json.members().get("application") instanceof Map<?, ?> application
              ? new JsonObject(application).text("code", "")
              : json.text("application", ""),
          json.text("node", ""),
          json.text("tenant", ""),
          json.text("recipient"),
          json.text("requestedBy", ""),
          json.object("origin", Origin::read));
    }
  }

  /**
   * @param kind {@code RESEND} or {@code FALLBACK}
   */
  public record Origin(UUID id, String kind) {
    private static Origin read(JsonObject json) {
      return new Origin(json.id("id"), json.text("kind", ""));
    }
  }

  /**
   * @param due when it is processed next; null when it is not
   * @param expires null when it never expires
   */
  public record Times(Instant accepted, @Nullable Instant due, @Nullable Instant expires) {
    private static Times read(JsonObject json) {
      return new Times(json.requiredTime("acceptedAt"), json.time("dueAt"), json.time("expiresAt"));
    }
  }

  /**
   * One step of its trace.
   *
   * @param kind such as {@code ACCEPTED}, {@code ATTEMPT}, {@code DECISION}, {@code RECEIPT}
   * @param state the message's after it; null where it did not change
   * @param reason what happened and why, in words
   * @param attempt null unless a provider was called
   */
  public record Step(
      Instant at,
      String kind,
      @Nullable MessageState state,
      String reason,
      @Nullable Attempt attempt) {

    private static Step read(JsonObject json) {
      return new Step(
          json.requiredTime("at"),
          json.text("kind", ""),
          json.parsed("state", MessageState::of),
          json.text("reason", ""),
          json.object("attempt", Attempt::read));
    }
  }

  /**
   * One call to a provider.
   *
   * @param number counted from 1
   * @param outcome such as {@code ACCEPTED}, {@code RETRYABLE}, {@code REJECTED}, {@code UNKNOWN}
   * @param answer the provider's, shortened
   */
  public record Attempt(
      int number,
      @Nullable String source,
      String outcome,
      long durationMillis,
      @Nullable String status,
      @Nullable String answer,
      @Nullable String providerId) {

    private static Attempt read(JsonObject json) {
      return new Attempt(
          (int) json.number("number"),
          json.text("source"),
          json.text("outcome", ""),
          json.number("durationMillis"),
          json.text("status"),
          json.text("answer"),
          json.text("providerId"));
    }
  }

  static Message read(JsonObject json) {
    return new Message(
        json.id("id"),
        Identity.read(json),
        json.state("state"),
        json.text("verdict", ""),
        json.text("channel", ""),
        json.text("destination", ""),
        (int) json.number("attempts"),
        Times.read(json),
        variables(json),
        json.objects("trace", Step::read));
  }

  private static Map<String, @Nullable Object> variables(JsonObject json) {
    Map<String, @Nullable Object> variables = new LinkedHashMap<>();
    if (json.members().get("variables") instanceof Map<?, ?> members) {
      members.forEach((name, value) -> variables.put((String) name, value));
    }
    return Collections.unmodifiableMap(variables);
  }
}
