package dev.herald.server.source;

import dev.herald.channel.Connector;
import dev.herald.channel.ConnectorDescription;
import dev.herald.channel.ConnectorDescription.SourceField;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.reason.AccountFault;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The secrets of a source that a change may keep without giving them again. They are kept as long
 * as they go where they went: to the same connector, with every setting as it was that says where
 * requests go. Else whoever may change a source could have its secrets sent to himself.
 *
 * @param moved what sends them elsewhere now; null when nothing does
 */
record KeptSecrets(Map<String, String> secrets, @Nullable String moved) {

  /** Of a source that is new. */
  static final KeptSecrets NONE = new KeptSecrets(Map.of(), null);

  static KeptSecrets of(Optional<StoredSource> present, Connector by, SourceSpec spec) {

    return present
        .map(source -> new KeptSecrets(source.secrets(), moved(source, by, spec)))
        .orElse(NONE);
  }

  private static @Nullable String moved(StoredSource source, Connector by, SourceSpec spec) {
    ConnectorDescription connector = by.description();
    if (!source.connector().equals(connector.name()) || source.isElsewhere(by)) {
      return "connector";
    }
    Map<String, String> before = new HashMap<>(source.settings());
    before.putAll(source.secrets());
    Map<String, String> written = Objects.requireNonNullElse(spec.settings(), Map.of());
    return connector.fields().stream()
        .filter(SourceField::target)
        .filter(field -> moves(field, before.get(field.name()), written.get(field.name())))
        .map(SourceField::name)
        .findFirst()
        .orElse(null);
  }

  private static boolean moves(
      SourceField field, @Nullable String before, @Nullable String written) {
    boolean kept = field.secret() && SecretMark.of(written) == SecretMark.KEEP;
    return !kept && !Objects.equals(effective(field, before), effective(field, written));
  }

  private static @Nullable String effective(SourceField field, @Nullable String value) {
    return value == null ? field.fallback() : value;
  }

  /** The secret; null, and an error, when it must be given again. */
  @Nullable String find(String field, FieldErrors errors) {
    String secret = secrets.get(field);
    if (secret == null) {
      errors.add("settings." + field, new AccountFault.SecretNotKept());
      return null;
    }
    if (moved != null) {
      errors.add("settings." + field, new AccountFault.SecretAgain(moved));
    }
    return secret;
  }
}
