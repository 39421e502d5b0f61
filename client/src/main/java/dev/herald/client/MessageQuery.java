package dev.herald.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A filter of messages: all conditions must match. Immutable: each method returns a new one.
 *
 * <pre>{@code
 * MessageQuery.all().destination("13800138000").state(MessageState.FAILED).limit(20)
 * }</pre>
 */
public final class MessageQuery {
  private static final MessageQuery ALL = new MessageQuery(Map.of());

  private final Map<String, String> parameters;

  private MessageQuery(Map<String, String> parameters) {
    this.parameters = parameters;
  }

  /** Every message that the key may see. */
  public static MessageQuery all() {
    return ALL;
  }

  /**
   * @param address complete, in any usual form
   */
  public MessageQuery destination(String address) {
    return with("destination", address);
  }

  /**
   * @param code of a recipient; recipients belong to a tenant
   */
  public MessageQuery recipient(String tenant, String code) {
    return with("tenant", tenant).with("recipient", code);
  }

  /**
   * @param value of a variable that the node's schema marks as searchable
   */
  public MessageQuery variable(String value) {
    return with("variable", value);
  }

  /**
   * @param code an application's key sees only its own anyway
   */
  public MessageQuery application(String code) {
    return with("application", code);
  }

  public MessageQuery node(String code) {
    return with("node", code);
  }

  public MessageQuery tenant(String code) {
    return with("tenant", code);
  }

  public MessageQuery channel(String name) {
    return with("channel", name);
  }

  public MessageQuery lane(String name) {
    return with("lane", name);
  }

  public MessageQuery state(MessageState state) {
    return with("state", state.name());
  }

  /** Accepted at this time or later. */
  public MessageQuery from(Instant time) {
    return with("from", time.toString());
  }

  /** Accepted before this time. */
  public MessageQuery until(Instant time) {
    return with("to", time.toString());
  }

  /**
   * @param next of the page before
   */
  public MessageQuery after(String next) {
    return with("cursor", next);
  }

  /**
   * @param size of a page, from 1 to 1,000; 100 by default
   */
  public MessageQuery limit(int size) {
    return with("limit", String.valueOf(size));
  }

  private MessageQuery with(String name, String value) {
    Map<String, String> more = new TreeMap<>(parameters);
    more.put(name, value);
    return new MessageQuery(more);
  }

  /** With its question mark; empty without conditions. */
  String asText() {
    return parameters.isEmpty()
        ? ""
        : parameters.entrySet().stream()
            .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), UTF_8))
            .collect(Collectors.joining("&", "?", ""));
  }
}
