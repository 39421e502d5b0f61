package dev.herald.channels.definition.receipt;

import dev.herald.channels.definition.text.Section.Misfit;
import dev.herald.channels.reason.DefinitionReason;
import dev.herald.channels.reason.DefinitionReason.ValueUnfit.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the events of a callback are: names of members, each below the one before. Lists on the way
 * are gone through, so that {@code entry.changes} is every change of every entry.
 */
public record EventPath(List<String> names) {
  public static final EventPath BODY = new EventPath(List.of());
  private static final Pattern FORM = Pattern.compile("\\w+(\\.\\w+)*");

  public EventPath {
    names = List.copyOf(names);
  }

  public static EventPath parse(String text) throws Misfit {
    if (!FORM.matcher(text).matches()) {
      throw new Misfit(new DefinitionReason.ValueUnfit(text, Kind.PATH));
    }
    return new EventPath(List.of(text.split("\\.")));
  }

  List<Object> in(@Nullable Object body) {
    List<Object> found = flat(body);
    for (String name : names) {
      List<Object> below = new ArrayList<>();
      for (Object each : found) {
        below.addAll(flat(each instanceof Map<?, ?> map ? map.get(name) : null));
      }
      found = below;
    }
    return found;
  }

  private static List<Object> flat(@Nullable Object value) {
    return switch (value) {
      case null -> List.of();
      case List<?> list -> List.copyOf(list);
      case Object one -> List.of(one);
    };
  }
}
