package dev.herald.channels.plugin;

import dev.herald.channel.Connector;
import java.io.IOException;
import java.lang.ref.Cleaner;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets go of a plug-in once none of its connectors can be reached any more. */
final class PluginEnd implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(PluginEnd.class);
  private static final Cleaner CLEANER = Cleaner.create();

  private final Path jar;
  private final URLClassLoader loader;
  private final AtomicInteger held = new AtomicInteger();
  private List<Connector> connectors = List.of();

  PluginEnd(Path jar, URLClassLoader loader) {
    this.jar = jar;
    this.loader = loader;
  }

  URLClassLoader loader() {
    return loader;
  }

  /** Has these closed with it. */
  void closes(List<Connector> made) {
    connectors = List.copyOf(made);
  }

  /** Comes when all of these are gone. */
  void when(List<Connector> wrapped) {
    held.set(wrapped.size());
    wrapped.forEach(each -> CLEANER.register(each, this::oneIsGone));
  }

  private void oneIsGone() {
    if (held.decrementAndGet() == 0) {
      run();
    }
  }

  @Override
  public void run() {
    connectors.forEach(PluginEnd::close);
    try {
      loader.close();
    } catch (IOException e) {
      log.warn("The class loader of {} can't be closed: {}", jar, e.toString());
    }
    Plugin.delete(jar);
  }

  private static void close(Connector connector) {
    try {
      connector.close();
    } catch (RuntimeException | Error e) {
      log.warn("A connector of a plug-in can't be closed: {}", e.toString());
    }
  }
}
