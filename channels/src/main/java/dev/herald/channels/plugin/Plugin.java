package dev.herald.channels.plugin;

import dev.herald.channel.Connector;
import dev.herald.channel.ConnectorProvider;
import dev.herald.channel.ConnectorProvider.Environment;
import dev.herald.channels.plugin.PluginFault.Kind;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A jar at work. Its connectors are closed, and its class loader with them, once nobody has one of
 * them any more: a message that is under way ends with what it began with.
 *
 * @param version a hash of the jar
 */
record Plugin(String version, List<Connector> connectors) {
  Plugin {
    connectors = List.copyOf(connectors);
  }

  /**
   * @param jar a copy of Herald's own, which nobody writes to; deleted when it is of no use
   * @throws PluginException when it can't be used; then nothing is left of it
   */
  static Plugin load(Path jar, String version, Environment environment) throws PluginException {
    requireJar(jar);
    PluginEnd end = new PluginEnd(jar, loader(jar));
    try {
      List<Connector> connectors = made(end.loader(), environment);
      end.closes(connectors);
      List<Connector> wrapped = new ArrayList<>();
      for (Connector connector : connectors) {
        wrapped.add(new PluginConnector(connector, version, end.loader()));
      }
      end.when(wrapped);
      return new Plugin(version, wrapped);
    } catch (PluginException e) {
      end.run();
      throw e;
    } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
      end.run();
      throw fault(e);
    }
  }

  private static void requireJar(Path jar) throws PluginException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      if (zip.getEntry("META-INF/services/" + ConnectorProvider.class.getName()) == null) {
        throw new PluginException(
            Kind.PROVIDER_MISSING, "META-INF/services/" + ConnectorProvider.class.getName());
      }
    } catch (ZipException e) {
      throw new PluginException(Kind.UNREADABLE, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new PluginException(Kind.UNREADABLE, e.toString());
    }
  }

  private static URLClassLoader loader(Path jar) throws PluginException {
    try {
      URL[] classes = {jar.toUri().toURL()};
      return new URLClassLoader("plugin " + jar.getFileName(), classes, new PluginApi());
    } catch (IOException e) {
      throw new PluginException(Kind.UNREADABLE, e.toString());
    }
  }

  private static List<Connector> made(URLClassLoader loader, Environment environment)
      throws PluginException {
    List<Connector> connectors = new ArrayList<>();
    try {
      for (ConnectorProvider provider : ServiceLoader.load(ConnectorProvider.class, loader)) {
        connectors.addAll(provider.connectors(environment));
      }
    } catch (ServiceConfigurationError e) {
      throw fault(e);
    }
    if (connectors.isEmpty()) {
      throw new PluginException(Kind.PROVIDER_MISSING, "it offers no connector");
    }
    connectors.forEach(connector -> Objects.requireNonNull(connector, "a connector"));
    return connectors;
  }

  /** A class that is missing may show itself in the middle of whatever its own code does. */
  private static PluginException fault(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    boolean missing =
        root instanceof LinkageError
            || root instanceof ClassNotFoundException
            || (root instanceof ServiceConfigurationError
                && root.getMessage() != null
                && root.getMessage().endsWith("not found"));
    return new PluginException(missing ? Kind.CLASS_MISSING : Kind.FAILED, root.toString());
  }

  /** Deletes a copy that was of no use. */
  static void delete(Path jar) {
    try {
      Files.deleteIfExists(jar);
    } catch (IOException _) {
      jar.toFile().deleteOnExit();
    }
  }
}
