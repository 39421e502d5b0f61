package dev.herald.server.source;

import dev.herald.channel.AmbiguityPolicy;
import dev.herald.channel.ConnectorDescription;
import dev.herald.channel.ConnectorDescription.SourceField;
import dev.herald.channel.RateCap;
import dev.herald.channels.pattern.LinearPattern;
import dev.herald.server.platform.Spelling;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.reason.AccountFault;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.Language;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a source of one connector may be set to. */
final class SourceRules {
  /** A pattern that is a choice of plain words. */
  private static final Pattern CHOICES = Pattern.compile("[\\w-]+(\\|[\\w-]+)+");

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
                new AccountFault.SettingUnknown(
                    connector.name(), Spelling.nearest(name, known), Spelling.listed(known))));
    return new Settings(open, secret);
  }

  private static @Nullable String secret(
      SourceField field, @Nullable String written, KeptSecrets kept, FieldErrors errors) {
    return switch (SecretMark.of(written)) {
      case KEEP -> kept.find(field.name(), errors);
      case NEW -> {
        errors.add("settings." + field.name(), new AccountFault.SecretMasked(SourceSpec.SECRET));
        yield null;
      }
      case NONE -> {
        check(field, written, errors);
        yield written;
      }
    };
  }

  static void check(SourceField field, @Nullable String value, FieldErrors errors) {
    String path = "settings." + field.name();
    if (value == null || value.isEmpty()) {
      if (field.required() && field.fallback() == null) {
        errors.add(path, new AccountFault.SettingRequired(help(field)));
      }
    } else if (value.codePointCount(0, value.length()) > LONGEST_SETTING) {
      errors.add(path, new FieldFault.TextTooLong(LONGEST_SETTING));
    } else if (!isOfForm(field.pattern(), value)) {
      errors.add(path, misfit(field));
    }
  }

  private static boolean isOfForm(@Nullable String pattern, String value) {
    try {
      return pattern == null || LinearPattern.of(pattern).isAllOf(value);
    } catch (LinearPattern.Unusable unusable) {
      throw new IllegalStateException("a connector has a pattern that is none", unusable);
    }
  }

  private static AccountFault misfit(SourceField field) {
    String pattern = Objects.requireNonNullElse(field.pattern(), "");
    return CHOICES.matcher(pattern).matches()
        ? new AccountFault.SettingChoice(help(field), pattern.replace("|", ", "))
        : new AccountFault.SettingForm(help(field), pattern);
  }

  /** In the reader's language, as the connector's definition has it: its label, or what helps. */
  private static String help(SourceField field) {
    Map<String, String> words = field.label().isEmpty() ? field.help() : field.label();
    return words.getOrDefault(Language.ofRequest().tag(), words.getOrDefault("en", field.name()));
  }

  static int weight(@Nullable Integer weight, FieldErrors errors) {
    if (weight == null) {
      return 1;
    }
    if (weight < 1 || weight > HEAVIEST) {
      errors.add("weight", new FieldFault.NumberOutOfRange(1, HEAVIEST));
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
        errors.add("caps[%d]".formatted(i), new AccountFault.CapInvalid());
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
        errors.add("ambiguity", new AccountFault.AmbiguityInvalid(written));
        yield null;
      }
    };
  }

  static @Nullable String written(@Nullable AmbiguityPolicy ambiguity) {
    return ambiguity == null ? null : ambiguity.name().toLowerCase(Locale.ROOT);
  }
}
