package dev.herald.channels.plugin;

import dev.herald.channel.Connector;
import java.util.Set;

/** What a plug-in sees beside its own jar: channel-api, and the JDK. */
final class PluginApi extends ClassLoader {
  private static final Set<String> PACKAGES =
      Set.of(
          "dev.herald.channel",
          "dev.herald.channel.mask",
          "dev.herald.channel.network",
          "dev.herald.channel.receipt",
          "org.jspecify.annotations");

  PluginApi() {
    super("herald-channel-api", ClassLoader.getPlatformClassLoader());
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    int end = name.lastIndexOf('.');
    if (end > 0 && PACKAGES.contains(name.substring(0, end))) {
      return Connector.class.getClassLoader().loadClass(name);
    }
    throw new ClassNotFoundException(name);
  }
}
