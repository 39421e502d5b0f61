package dev.herald.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One business event and its recipients in one tenant.
 *
 * <pre>{@code
 * Submission.of("grant.vested", "hengtong")
 *     .to("E1001")
 *     .to(Recipient.email("li@example.com").andPhone("13800138000"))
 *     .data("name", "张三")
 *     .data("shares", 12_000)
 *     .event("grant-8841")
 *     .build();
 * }</pre>
 */
public final class Submission {
  private static final String KEY = "idempotencyKey";

  private final Map<String, @Nullable Object> body;
  private final @Nullable String idempotencyKey;

  private Submission(Map<String, @Nullable Object> body, @Nullable String idempotencyKey) {
    this.body = Collections.unmodifiableMap(body);
    this.idempotencyKey = idempotencyKey;
  }

  /**
   * @param node the code of one of the application's nodes, which is a business event
   * @param tenant the code of the recipients' company
   */
  public static Builder of(String node, String tenant) {
    return new Builder(node, tenant);
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws IllegalArgumentException when it is not a submission
   */
  public static Submission fromJson(String json) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    JsonObject.read(json).members().forEach((name, value) -> body.put((String) name, value));
    return new Submission(body, body.remove(KEY) instanceof String key ? key : null);
  }

  /** On one line, with its idempotency key, for {@code POST /v1/messages/bulk}. */
  public String toJson() {
    Map<String, @Nullable Object> line = new LinkedHashMap<>(body);
    if (idempotencyKey != null) {
      line.put(KEY, idempotencyKey);
    }
    return Json.write(line);
  }

  /** As the body of {@code POST /v1/messages}. */
  String body() {
    return Json.write(body);
  }

  public String node() {
    return String.valueOf(body.get("node"));
  }

  public String tenant() {
    return String.valueOf(body.get("tenant"));
  }

  /** With which a repeat creates no second message; empty: each call gets a new one. */
  public Optional<String> idempotencyKey() {
    return Optional.ofNullable(idempotencyKey);
  }

  /** The same with this key, unless it has one. */
  public Submission orKey(String key) {
    return idempotencyKey == null ? new Submission(body, IdempotencyKey.checked(key)) : this;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Submission submission
        && body.equals(submission.body)
        && Objects.equals(idempotencyKey, submission.idempotencyKey);
  }

  @Override
  public int hashCode() {
    return Objects.hash(body, idempotencyKey);
  }

  /** Without addresses and variables: safe to log. */
  @Override
  public String toString() {
    int people = body.get("to") instanceof List<?> to ? to.size() : 0;
    return "Submission[node=%s, tenant=%s, recipients=%d]".formatted(node(), tenant(), people);
  }

  /** Builds a submission. */
  public static final class Builder {
    private final String node;
    private final String tenant;
    private final List<Map<String, @Nullable Object>> to = new ArrayList<>();
    private final Map<String, @Nullable Object> data = new LinkedHashMap<>();
    private final List<Map<String, @Nullable Object>> attachments = new ArrayList<>();
    private final Map<String, @Nullable Object> more = new LinkedHashMap<>();
    private @Nullable String idempotencyKey;

    private Builder(String node, String tenant) {
      this.node = node;
      this.tenant = tenant;
    }

    /**
     * @param code of a recipient of the tenant
     */
    public Builder to(String code) {
      return to(Recipient.of(code));
    }

    public Builder to(Recipient recipient) {
      to.add(recipient.fields());
      return this;
    }

    /**
     * @param recipients 1,000 in all at most
     */
    public Builder to(Collection<Recipient> recipients) {
      recipients.forEach(this::to);
      return this;
    }

    /**
     * A variable for everyone.
     *
     * @param value a text, number, boolean, date or time, UUID, enum; a map, list, array or record
     *     of such; or null
     * @throws IllegalArgumentException when it is anything else
     */
    public Builder data(String name, @Nullable Object value) {
      data.put(name, PlainValue.of(value));
      return this;
    }

    /** Variables for everyone, by name. */
    public Builder data(Map<String, ?> variables) {
      variables.forEach(this::data);
      return this;
    }

    /**
     * Variables for everyone: a record's components by their names, without those that are null.
     */
    public Builder data(Record variables) {
      data.putAll(PlainValue.object(variables));
      return this;
    }

    /**
     * A file that goes with emails to everyone. What goes by other channels has none.
     *
     * @see Recipient#attach
     */
    public Builder attach(Attachment file) {
      attachments.add(file.fields());
      return this;
    }

    /** By these of the node's channels only. */
    public Builder channels(String... names) {
      more.put("channels", List.copyOf(Arrays.asList(names)));
      return this;
    }

    /**
     * Of what goes to a feed with the same key, one is out at a time, in the order of sending.
     *
     * @param key 128 characters at most
     */
    public Builder orderingKey(String key) {
      more.put("orderingKey", key);
      return this;
    }

    /** Not before this time. */
    public Builder at(Instant time) {
      more.put("at", time.toString());
      return this;
    }

    /**
     * The expiry, counted from {@link #at}.
     *
     * @param time at least a millisecond
     */
    public Builder expiresIn(Duration time) {
      more.put("expiresIn", time.toMillis() + "ms");
      return this;
    }

    /**
     * The sending application.
     *
     * @param code only with an administrator's key: an application's key implies its own
     */
    public Builder application(String code) {
      more.put("application", code);
      return this;
    }

    /**
     * The id of the business event: the idempotency key is derived from node, tenant and event, so
     * that the event is sent once, however often it is submitted.
     *
     * @param id as the business system knows it, of any length and in any letters
     */
    public Builder event(String id) {
      idempotencyKey = IdempotencyKey.ofEvent(node, tenant, id);
      return this;
    }

    /**
     * @param key opaque: 1 to 255 visible ASCII characters, new for each submission, no personal
     *     data
     * @throws IllegalArgumentException when it is not of that form
     */
    public Builder idempotencyKey(String key) {
      idempotencyKey = IdempotencyKey.checked(key);
      return this;
    }

    /**
     * @throws IllegalStateException when it has no recipient
     */
    public Submission build() {
      if (to.isEmpty()) {
        throw new IllegalStateException("a submission is to somebody: call to(...) first");
      }
      Map<String, @Nullable Object> body = new LinkedHashMap<>();
      body.put("node", node);
      body.put("tenant", tenant);
      body.put("to", List.copyOf(to));
      if (!data.isEmpty()) {
        body.put("data", Collections.unmodifiableMap(new LinkedHashMap<>(data)));
      }
      if (!attachments.isEmpty()) {
        body.put("attachments", List.copyOf(attachments));
      }
      body.putAll(more);
      return new Submission(body, idempotencyKey);
    }
  }
}
