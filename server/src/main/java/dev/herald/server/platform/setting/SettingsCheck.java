package dev.herald.server.platform.setting;

import dev.herald.server.platform.setting.UnknownSettings.Unknown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Looks at every setting that is written, wherever it is, before anything is started.
 *
 * <p>Under {@code herald} a name must be known; so must every name on the command line. In the
 * environment, and among the JVM's properties, others have names too, as a cluster that names its
 * services does: there a name is refused when it is nearly that of a setting.
 */
final class SettingsCheck implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  private static final String ROOT = "herald.";
  private static final String IN_ENVIRONMENT = "HERALD_";

  /** What the launcher reads, and what Kubernetes tells of a service that is called herald. */
  private static final Pattern NOT_SETTINGS =
      Pattern.compile(
          "HERALD_(KEY|JAVA_OPTS|COMMAND_OPTS|REHEARSE|LEASE|PICTURES"
              + "|SERVICE_(HOST|PORT.*)|PORT(_.*)?)");

  /** Of Spring, and written at each start: reading all that it knows takes a moment. */
  private static final Set<String> USUAL =
      Set.of(
          "server.port",
          "server.address",
          "logging.file.name",
          "logging.threshold.console",
          "spring.datasource.url",
          "spring.datasource.username",
          "spring.datasource.password",
          "spring.config.location",
          "spring.config.additional-location",
          "spring.profiles.active",
          "debug",
          "trace");

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    List<Unknown> unknown = of(context.getEnvironment());
    if (!unknown.isEmpty()) {
      throw new UnknownSettings(unknown);
    }
  }

  static List<Unknown> of(ConfigurableEnvironment environment) {
    KnownSettings known = KnownSettings.ofHerald();
    List<Unknown> unknown = new ArrayList<>();
    for (PropertySource<?> source : environment.getPropertySources()) {
      switch (source) {
        case CommandLinePropertySource<?> options -> unknown.addAll(onCommandLine(options, known));
        case EnumerablePropertySource<?> names when isEnvironment(names) ->
            unknown.addAll(inEnvironment(names, known));
        case EnumerablePropertySource<?> names -> unknown.addAll(inFile(names, known));
        default -> {} // sources of random values and the like have no names
      }
    }
    return unknown;
  }

  private static boolean isEnvironment(PropertySource<?> source) {
    return source.getName().equals(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME)
        || source.getName().equals(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
  }

  private static List<Unknown> inFile(EnumerablePropertySource<?> source, KnownSettings known) {
    List<Unknown> unknown = new ArrayList<>();
    for (String name : source.getPropertyNames()) {
      Optional<String> near = known.has(name) ? Optional.empty() : known.nearest(name);
      boolean ours = name.toLowerCase(Locale.ROOT).startsWith(ROOT);
      if ((ours && !known.has(name)) || (near.isPresent() && name.indexOf('.') > 0)) {
        unknown.add(new Unknown(name, place(source, name), near.orElse(null)));
      }
    }
    return unknown;
  }

  private static String place(EnumerablePropertySource<?> source, String name) {
    var origin = OriginLookup.getOrigin(source, name);
    return origin == null ? source.getName() : origin.toString();
  }

  private static List<Unknown> inEnvironment(
      EnumerablePropertySource<?> source, KnownSettings known) {
    List<Unknown> unknown = new ArrayList<>();
    for (String name : source.getPropertyNames()) {
      if ((name.startsWith(IN_ENVIRONMENT) || name.startsWith(ROOT))
          && !NOT_SETTINGS.matcher(name).matches()
          && !known.has(name)) {
        known.nearest(name).ifPresent(near -> unknown.add(new Unknown(name, "environment", near)));
      }
    }
    return unknown;
  }

  private static List<Unknown> onCommandLine(
      CommandLinePropertySource<?> source, KnownSettings known) {
    List<Unknown> unknown = new ArrayList<>();
    KnownSettings all = null;
    for (String name : source.getPropertyNames()) {
      if (known.has(name) && isEmpty(source.getProperty(name))) {
        unknown.add(new Unknown("--" + name, "command line, without a value", "--" + name + "=…"));
      } else if (!known.has(name) && !USUAL.contains(name)) {
        KnownSettings others = all == null ? KnownSettings.ofAll() : all;
        all = others;
        if (!isOfOthers(name, others)) {
          String near = known.nearest(name).or(() -> others.nearest(name)).orElse(null);
          unknown.add(new Unknown("--" + name, "command line", near));
        }
      }
    }
    Object plain =
        source.getProperty(CommandLinePropertySource.DEFAULT_NON_OPTION_ARGS_PROPERTY_NAME);
    if (!isEmpty(plain)) {
      unknown.add(new Unknown(String.valueOf(plain), "command line", "--name=value"));
    }
    return unknown;
  }

  private static boolean isEmpty(@Nullable Object value) {
    return value == null || value.toString().isEmpty();
  }

  /**
   * Whether a name is a library's: one that it describes, or one under a root of its own that is
   * near to none that it describes.
   */
  private static boolean isOfOthers(String name, KnownSettings all) {
    String root = name.split("[.\\[]", 2)[0];
    return all.has(name)
        || (all.roots().contains(root) && !root.equals("herald") && all.nearest(name).isEmpty());
  }
}
