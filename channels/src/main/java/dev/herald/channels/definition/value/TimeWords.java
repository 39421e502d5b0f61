package dev.herald.channels.definition.value;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.AbstractMap;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The forms of an instant as a map, each worked out only when it is read. */
final class TimeWords extends AbstractMap<String, Object> {
  static final Set<String> FORMS = Set.of("millis", "seconds", "date", "iso");

  private final Instant instant;

  TimeWords(Instant instant) {
    this.instant = instant;
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return name != null && FORMS.contains(name);
  }

  @Override
  public @Nullable Object get(@Nullable Object name) {
    return name instanceof String form && FORMS.contains(form) ? form(form) : null;
  }

  private String form(String name) {
    return switch (name) {
      case "millis" -> Long.toString(instant.toEpochMilli());
      case "seconds" -> Long.toString(instant.getEpochSecond());
      case "date" -> LocalDate.ofInstant(instant, ZoneOffset.UTC).toString();
      default -> instant.truncatedTo(ChronoUnit.MILLIS).toString();
    };
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    return FORMS.stream()
        .collect(Collectors.<String, String, Object>toMap(Function.identity(), this::form))
        .entrySet();
  }
}
