package dev.herald.server.platform.setting;

import dev.herald.server.platform.Spelling;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The names of settings, as the build describes them beside the classes that read them.
 *
 * @param names as they are documented: {@code herald.second-factor.required-of}
 * @param maps those whose further names are for the operator to choose: {@code herald.lanes}
 */
record KnownSettings(Set<String> names, Set<String> maps) {
  private static final String DESCRIBED = "META-INF/spring-configuration-metadata.json";
  private static final Pattern INDEX = Pattern.compile("\\[\\d+]|_\\d+(?=_|$)");
  private static final Pattern SIGN = Pattern.compile("[^\\p{L}\\p{N}]");
  private static final String ROOT = "herald";
  private static final String OURS = "dev.herald.";

  /** Herald's own. */
  static KnownSettings ofHerald() {
    KnownSettings known = read(name -> name.startsWith(ROOT + "."));
    if (known.names.isEmpty()) {
      throw new IllegalStateException(
          "this build describes no settings; build it with Maven, whose compiler writes "
              + DESCRIBED);
    }
    return known;
  }

  /** Those of Spring and other libraries too; takes a tenth of a second. */
  static KnownSettings ofAll() {
    return read(_ -> true);
  }

  private static KnownSettings read(Predicate<String> wanted) {
    Set<String> names = new TreeSet<>();
    Set<String> maps = new TreeSet<>();
    try {
      ClassLoader classes = KnownSettings.class.getClassLoader();
      for (URL resource : Collections.list(classes.getResources(DESCRIBED))) {
        try (InputStream in = resource.openStream()) {
          for (JsonNode property : JsonMapper.shared().readTree(in).path("properties")) {
            String name = property.path("name").asString("");
            String type = property.path("type").asString("");
            if (wanted.test(name)) {
              names.add(name);
              names.addAll(within(name, type));
              if (type.startsWith("java.util.Map<")) {
                maps.add(name);
              }
            }
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new KnownSettings(names, maps);
  }

  /** The description does not go into a record that is not nested in the one it belongs to. */
  private static List<String> within(String name, String type) {
    try {
      Class<?> described = type.startsWith(OURS) ? Class.forName(type) : Object.class;
      return described.isRecord()
          ? Arrays.stream(described.getRecordComponents())
              .map(part -> name + "." + DataObjectPropertyName.toDashedForm(part.getName()))
              .toList()
          : List.of();
    } catch (ClassNotFoundException _) {
      return List.of();
    }
  }

  /** Whether a name is one of them, in any of the ways that Spring reads. */
  boolean has(String written) {
    String plain = plain(written);
    return names.stream().anyMatch(name -> plain(name).equals(plain))
        || maps.stream().anyMatch(map -> plain.startsWith(plain(map)));
  }

  /** The one that was most likely meant. */
  Optional<String> nearest(String written) {
    String dotted = written.toLowerCase(Locale.ROOT).replace('_', '.');
    return Spelling.near(dotted, names)
        .or(() ->
            names.stream()
                .filter(name -> name.substring(name.lastIndexOf('.') + 1).equals(dotted))
                .min(Comparator.comparingInt(String::length)));
  }

  private static String plain(String name) {
    return SIGN.matcher(INDEX.matcher(name).replaceAll("")).replaceAll("").toLowerCase(Locale.ROOT);
  }

  /** The first parts of their names. */
  List<String> roots() {
    return names.stream().map(name -> name.split("\\.", 2)[0]).distinct().toList();
  }
}
