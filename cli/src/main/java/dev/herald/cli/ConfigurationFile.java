package dev.herald.cli;

import dev.herald.channels.yaml.UnreadableYaml;
import dev.herald.channels.yaml.YamlTree;
import dev.herald.cli.server.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Configuration as people write it. Settings of sources may say {@code ${NAME}} or {@code
 * ${NAME:fallback}}, which is taken from the environment, so that the file can be shared while its
 * secrets are not.
 */
final class ConfigurationFile {
  private static final Pattern REFERENCE =
      Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::([^}]*))?}");

  private ConfigurationFile() {}

  static JsonNode read(Path file, Map<String, String> environment) {
    try {
      return parse(Files.readString(file), environment);
    } catch (IOException unreadable) {
      throw new CommandFailure("can't read %s: %s".formatted(file, unreadable));
    }
  }

  static JsonNode parse(String yaml, Map<String, String> environment) {
    try {
      JsonNode configuration = YamlTree.read(yaml);
      if (!(configuration instanceof ObjectNode)) {
        throw new CommandFailure(
            "a configuration has sections: applications, tenants, sources, nodes, recipients");
      }
      fillIn(configuration.path("sources"), environment);
      return configuration;
    } catch (UnreadableYaml unreadable) {
      throw new CommandFailure(String.valueOf(unreadable.getMessage()));
    }
  }

  private static void fillIn(JsonNode sources, Map<String, String> environment) {
    for (Map.Entry<String, JsonNode> source : sources.properties()) {
      if (source.getValue().path("settings") instanceof ObjectNode settings) {
        for (Map.Entry<String, JsonNode> setting : Map.copyOf(asMap(settings)).entrySet()) {
          if (setting.getValue().isString()) {
            String path = "sources.%s.settings.%s".formatted(source.getKey(), setting.getKey());
            settings.put(
                setting.getKey(), filledIn(setting.getValue().asString(), path, environment));
          }
        }
      }
    }
  }

  private static Map<String, JsonNode> asMap(ObjectNode node) {
    return Map.ofEntries(node.properties().toArray(Map.Entry[]::new));
  }

  private static String filledIn(String text, String path, Map<String, String> environment) {
    return REFERENCE
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(value(match, path, environment)));
  }

  private static String value(MatchResult match, String path, Map<String, String> environment) {
    String value = environment.getOrDefault(match.group(1), match.group(2));
    if (value == null) {
      throw new CommandFailure(
          "%s: the environment has no %s; set it, or give a fallback: ${%s:...}"
              .formatted(path, match.group(1), match.group(1)));
    }
    return value;
  }
}
