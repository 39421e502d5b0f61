package dev.herald.channels.plugin;

import dev.herald.channel.Connector;
import dev.herald.channel.ConnectorProvider.Environment;
import dev.herald.channels.plugin.PluginFault.Kind;
import dev.herald.channels.plugin.PluginFile.State;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The plug-ins of a folder, each jar for itself: one that can't be used is left out, what it was
 * before stays in use, and no other notices. Only what changed is loaded anew.
 */
public final class Plugins {
  private static final long LARGEST_BYTES = 64L << 20;
  private static final int VERSION = 12;

  private final @Nullable Path folder;
  private final Environment environment;
  private Map<String, Slot> slots = Map.of();

  /**
   * @param folder one that does not exist is empty; null: there is none
   */
  public Plugins(@Nullable Path folder, Environment environment) {
    this.folder = folder;
    this.environment = environment;
  }

  /**
   * One jar.
   *
   * @param good what it is, or last was; null when it never could be used
   * @param fault why it is not what it is now
   */
  private record Slot(@Nullable Plugin good, @Nullable PluginFault fault) {}

  /** Reads the folder again. */
  public synchronized List<PluginFile> reload() {
    Map<String, Slot> read = new TreeMap<>();
    for (Path jar : jars()) {
      String file = jar.getFileName().toString();
      read.put(file, slot(jar, slots.get(file)));
    }
    slots = withoutTwice(read);
    return files();
  }

  /** Those that are in use. */
  public synchronized List<Connector> connectors() {
    List<Connector> all = new ArrayList<>();
    for (Slot slot : slots.values()) {
      if (slot.good != null) {
        all.addAll(slot.good.connectors());
      }
    }
    return all;
  }

  /** What became of each jar, by their names. */
  public synchronized List<PluginFile> files() {
    List<PluginFile> files = new ArrayList<>();
    slots.forEach((file, slot) -> files.add(described(file, slot)));
    return files;
  }

  private static PluginFile described(String file, Slot slot) {
    Plugin good = slot.good;
    if (good == null) {
      return new PluginFile(file, List.of(), null, State.LEFT_OUT, slot.fault);
    }
    List<String> names = names(good);
    State state = slot.fault == null ? State.IN_USE : State.LAST_GOOD;
    return new PluginFile(file, names, good.version(), state, slot.fault);
  }

  private static List<String> names(Plugin plugin) {
    return plugin.connectors().stream()
        .map(connector -> connector.description().name())
        .sorted()
        .toList();
  }

  /** A folder that is away for a while leaves all as it is. */
  private List<Path> jars() {
    List<Path> jars = new ArrayList<>();
    if (folder == null) {
      return jars;
    }
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "[!.]*.jar")) {
      found.forEach(jars::add);
    } catch (NoSuchFileException | NotDirectoryException _) {
      return List.of();
    } catch (IOException | DirectoryIteratorException e) {
      throw new IllegalStateException("the plug-in folder %s can't be read".formatted(folder), e);
    }
    jars.sort(null);
    return jars;
  }

  private Slot slot(Path jar, @Nullable Slot before) {
    Plugin good = before == null ? null : before.good;
    Path copy = null;
    try {
      copy = copied(jar);
      String version = version(copy);
      if (good != null && good.version().equals(version)) {
        Plugin.delete(copy);
        return new Slot(good, null);
      }
      return new Slot(Plugin.load(copy, version, environment), null);
    } catch (PluginException e) {
      if (copy != null) {
        Plugin.delete(copy);
      }
      return new Slot(good, e.fault());
    }
  }

  /** An open jar that somebody writes to would break what reads it. */
  private static Path copied(Path jar) throws PluginException {
    try {
      if (!Files.isRegularFile(jar)) {
        throw new PluginException(Kind.UNREADABLE, "it is no file");
      }
      if (Files.size(jar) > LARGEST_BYTES) {
        throw new PluginException(
            Kind.UNREADABLE, "it is larger than %d MB".formatted(LARGEST_BYTES >> 20));
      }
      Path copy = Files.createTempFile("herald-plugin-", ".jar");
      copy.toFile().deleteOnExit();
      Files.write(copy, Files.readAllBytes(jar));
      return copy;
    } catch (IOException e) {
      throw new PluginException(Kind.UNREADABLE, e.toString());
    }
  }

  private static String version(Path jar) throws PluginException {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
      return HexFormat.of().formatHex(digest).substring(0, VERSION);
    } catch (IOException e) {
      throw new PluginException(Kind.UNREADABLE, e.toString());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  /** Of two with one name the one that is in use already stays, and else the first. */
  private Map<String, Slot> withoutTwice(Map<String, Slot> read) {
    Map<String, String> owners = new HashMap<>();
    slots.forEach((file, slot) -> {
      if (slot.good != null && read.containsKey(file)) {
        names(slot.good).forEach(name -> owners.putIfAbsent(name, file));
      }
    });
    Map<String, Slot> kept = new TreeMap<>();
    read.forEach((file, slot) -> {
      String twice = slot.good == null ? null : twice(file, slot.good, owners);
      kept.put(
          file,
          twice == null ? slot : new Slot(null, new PluginFault(Kind.CONNECTOR_TWICE, twice)));
    });
    return kept;
  }

  private static @Nullable String twice(String file, Plugin plugin, Map<String, String> owners) {
    TreeSet<String> own = new TreeSet<>();
    for (String name : names(plugin)) {
      String owner = owners.putIfAbsent(name, file);
      if ((owner != null && !owner.equals(file)) || !own.add(name)) {
        return "'%s' is what %s has".formatted(name, owner == null ? file : owner);
      }
    }
    return null;
  }
}
