package dev.herald.server.audit;

import dev.herald.server.platform.Change;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Something that was done.
 *
 * @param action kind and past participle: {@code tenant.updated}, {@code message.revealed}
 * @param subject kind and key: {@code tenant:acme}, {@code message:0199…}; never an address of a
 *     person
 * @param detail before and after, say; never a secret, never an address of a person
 */
public record Act(String action, String subject, @Nullable JsonNode detail) {
  private static final JsonMapper JSON = JsonMapper.shared();

  public static Act of(String action, String kind, Object key) {
    return new Act(action, kind + ":" + key, null);
  }

  /** A change of configuration, with each value before and after. */
  public static Act of(Change change) {
    String done = change.action().name().toLowerCase(Locale.ROOT);
    return of(change.kind() + "." + done, change.kind(), change.key())
        .with(Map.of("fields", change.fields()));
  }

  /**
   * A change of something personal: which fields, and not what they say.
   *
   * @param key without what is personal in the change's own
   */
  public static Act ofPersonal(Change change, String key) {
    return of(new Change(change.kind(), key, change.action(), change.fields()))
        .with(Map.of("fields", change.fields().stream().map(Change.Field::path).toList()));
  }

  /**
   * @param more anything that stands for a JSON object
   */
  public Act with(Object more) {
    return new Act(action, subject, JSON.valueToTree(more));
  }
}
