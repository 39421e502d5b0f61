package dev.herald.channels.plugin;

import dev.herald.channel.Connector;
import dev.herald.channel.ConnectorProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Jars as operators make them, compiled on the spot. */
final class PluginJar {
  static final String SERVICE = "META-INF/services/" + ConnectorProvider.class.getName();

  /** A provider with one connector; %1$s is its name, %2$s what it answers, %3$s what else. */
  private static final String PROVIDER =
      """
      package own;
      import dev.herald.channel.*;
      import java.util.*;
      public class Provider implements ConnectorProvider {
        %3$s
        public List<Connector> connectors(Environment environment) {
          return List.of(new Connector() {
            public ConnectorDescription description() {
              return new ConnectorDescription("%1$s", new Channel("own"), Map.of("en", "Own"),
                  Destination.Kind.USER, Set.of(Content.Text.class), List.of(), List.of(),
                  AmbiguityPolicy.HOLD, false);
            }
            public SendResult send(Message message) {
              return new SendResult.Accepted(new Exchange("ok", %2$s));
            }
            public SendResult trace(SentMessage message) {
              throw new NoClassDefFoundError("own/Lost");
            }
            public RequestPreview preview(Message message) {
              return new RequestPreview.Shown("own");
            }
          });
        }
      }
      """;

  private PluginJar() {}

  /**
   * @param answer a Java expression
   */
  static void write(Path jar, String name, String answer, String more) {
    write(jar, compiled(PROVIDER.formatted(name, answer, more)), "own.Provider");
  }

  static void write(Path jar, Map<String, byte[]> classes, String provider) {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      if (!provider.isEmpty()) {
        out.putNextEntry(new JarEntry(SERVICE));
        out.write(provider.getBytes(StandardCharsets.UTF_8));
      }
      for (Map.Entry<String, byte[]> each : classes.entrySet()) {
        out.putNextEntry(new JarEntry(each.getKey()));
        out.write(each.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, byte[]> compiled(String source) {
    try {
      Path folder = Files.createTempDirectory("plugin");
      Path file = Files.writeString(folder.resolve("Provider.java"), source);
      String api =
          Path.of(Connector.class.getProtectionDomain().getCodeSource().getLocation().getPath())
              .toString();
      int status =
          ToolProvider.getSystemJavaCompiler()
              .run(
                  null,
                  null,
                  null,
                  "-proc:none",
                  "-cp",
                  api,
                  "-d",
                  folder.toString(),
                  file.toString());
      if (status != 0) {
        throw new IllegalStateException("the plug-in does not compile");
      }
      try (Stream<Path> classes = Files.walk(folder)) {
        List<Path> found = classes.filter(each -> each.toString().endsWith(".class")).toList();
        Map<String, byte[]> byName = new TreeMap<>();
        for (Path each : found) {
          byName.put(folder.relativize(each).toString(), Files.readAllBytes(each));
        }
        return byName;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
