package dev.herald.server.source;

import dev.herald.channel.AmbiguityPolicy;
import dev.herald.channel.ConnectorDescription;
import dev.herald.channel.ConnectorDescription.SourceField;
import dev.herald.channel.RateCap;
import dev.herald.channels.pattern.LinearPattern;
import dev.herald.server.platform.Spelling;
import dev.herald.server.platform.problem.FieldErrors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a source of one connector may be set to. */
final class SourceRules {
  private static final int HEAVIEST = 1_000;
  private static final int LONGEST_SETTING = 16_384;

  private SourceRules() {}

  /** The settings of a source, secrets apart. */
  record Settings(Map<String, String> open, Map<String, String> secret) {}

  /**
   * @param kept what {@value SourceSpec#SECRET} stands for
   */
  static Settings settings(
      ConnectorDescription connector,
      @Nullable Map<String, String> written,
      KeptSecrets kept,
      FieldErrors errors) {
    Map<String, String> rest = written == null ? new HashMap<>() : new HashMap<>(written);
    Map<String, String> open = new HashMap<>();
    Map<String, String> secret = new HashMap<>();
    for (SourceField field : connector.fields()) {
      String value = rest.remove(field.name());
      if (field.secret()) {
        value = secret(field, value, kept, errors);
      } else {
        check(field, value, errors);
      }
      if (value != null) {
        (field.secret() ? secret : open).put(field.name(), value);
      }
    }
    List<String> known = connector.fields().stream().map(SourceField::name).toList();
    rest.keySet().stream()
        .sorted()
        .forEach(name ->
            errors.add(
                "settings." + name,
                "is unknown to connector '%s'".formatted(connector.name()),
                Spelling.suggestion(name, known)));
    return new Settings(open, secret);
  }

  private static @Nullable String secret(
      SourceField field, @Nullable String written, KeptSecrets kept, FieldErrors errors) {
    return switch (SecretMark.of(written)) {
      case KEEP -> kept.find(field.name(), errors);
      case NEW -> {
        errors.add(
            "settings." + field.name(),
            "is what is shown for a secret, and no secret",
            "the secret itself, or %s to keep the present one".formatted(SourceSpec.SECRET));
        yield null;
      }
      case NONE -> {
        check(field, written, errors);
        yield written;
      }
    };
  }

  private static void check(SourceField field, @Nullable String value, FieldErrors errors) {
    String path = "settings." + field.name();
    if (value == null || value.isEmpty()) {
      if (field.required() && field.fallback() == null) {
        errors.add(path, "is missing", expected(field));
      }
    } else if (value.codePointCount(0, value.length()) > LONGEST_SETTING) {
      errors.add(path, "is too long", "at most %d characters".formatted(LONGEST_SETTING));
    } else if (!isOfForm(field.pattern(), value)) {
      errors.add(path, "does not look right", expected(field));
    }
  }

  private static boolean isOfForm(@Nullable String pattern, String value) {
    try {
      return pattern == null || LinearPattern.of(pattern).isAllOf(value);
    } catch (LinearPattern.Unusable unusable) {
      throw new IllegalStateException("a connector has a pattern that is none", unusable);
    }
  }

  private static String expected(SourceField field) {
    String help = field.help().getOrDefault("en", "a text");
    return field.pattern() == null ? help : "%s, matching %s".formatted(help, field.pattern());
  }

  static int weight(@Nullable Integer weight, FieldErrors errors) {
    if (weight == null) {
      return 1;
    }
    if (weight < 1 || weight > HEAVIEST) {
      errors.add("weight", "is " + weight, "a number from 1 to " + HEAVIEST);
    }
    return weight;
  }

  static @Nullable List<RateCap> caps(@Nullable List<String> written, FieldErrors errors) {
    if (written == null) {
      return null;
    }
    List<RateCap> caps = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      try {
        caps.add(RateCap.parse(written.get(i)));
      } catch (IllegalArgumentException _) {
        errors.add("caps[%d]".formatted(i), "is no rate cap", "a text like '20 per minute'");
      }
    }
    return caps;
  }

  static @Nullable AmbiguityPolicy ambiguity(@Nullable String written, FieldErrors errors) {
    return switch (written) {
      case null -> null;
      case "resend" -> AmbiguityPolicy.RESEND;
      case "hold" -> AmbiguityPolicy.HOLD;
      default -> {
        errors.add("ambiguity", "'%s' is no policy".formatted(written), "'resend' or 'hold'");
        yield null;
      }
    };
  }

  static @Nullable String written(@Nullable AmbiguityPolicy ambiguity) {
    return ambiguity == null ? null : ambiguity.name().toLowerCase(Locale.ROOT);
  }
}
