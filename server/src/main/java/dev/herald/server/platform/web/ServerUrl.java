package dev.herald.server.platform.web;

import dev.herald.server.platform.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells the command line on this machine where the server answers: {@code server.url} in the home,
 * there while it is ready.
 */
@Component
class ServerUrl {
  private final SecretFile file;
  private final ListenAddress listening;

  ServerUrl(@Value("${herald.home}") Path home, ListenAddress listening) {
    this.file = new SecretFile(home.resolve("server.url"));
    this.listening = listening;
  }

  @EventListener
  void write(ApplicationReadyEvent ready) {
    String port = ready.getApplicationContext().getEnvironment().getProperty("local.server.port");
    if (port != null) {
      file.write(listening.url("127.0.0.1", port) + "\n");
    }
  }

  @EventListener(ContextClosedEvent.class)
  void delete() throws IOException {
    Files.deleteIfExists(file.path());
  }
}
