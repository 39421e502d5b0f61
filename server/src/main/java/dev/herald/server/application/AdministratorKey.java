package dev.herald.server.application;

import dev.herald.server.platform.SecretFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Makes the administrator key on the first start and leaves it in {@code admin.key} of the home
 * folder, for the command line on this machine. It is not printed: what a server prints is kept.
 */
@Component
class AdministratorKey implements ApplicationRunner {
  private static final Logger log = LoggerFactory.getLogger(AdministratorKey.class);

  private final AdministratorKeys keys;
  private final SecretFile file;

  AdministratorKey(AdministratorKeys keys, @Value("${herald.home}") Path home) {
    this.keys = keys;
    this.file = new SecretFile(home.resolve("admin.key"));
  }

  @Override
  public void run(ApplicationArguments arguments) {
    keys.issueFirst()
        .ifPresent(key -> {
          keep(key);
          log.info("made the administrator key: {} has it", file.path());
        });
  }

  /** In the words of somebody at a shell: what became of the order. */
  String carryOut(KeyOrder order, String orderedBy) {
    Map<String, String> why = Map.of("by", "a command on this machine, given by " + orderedBy);
    return switch (order) {
      case KeyOrder.Rotate(Duration overlap) -> rotated(overlap, why);
      case KeyOrder.Revoke _ -> revoked(why);
      case KeyOrder.Show _ -> shown();
    };
  }

  private String rotated(Duration overlap, Map<String, String> why) {
    keep(keys.rotate(overlap, why));
    return "There is a new administrator key, in %s.%n".formatted(file.path().toAbsolutePath())
        + shown();
  }

  private String revoked(Map<String, String> why) {
    keys.revoke(why);
    try {
      Files.deleteIfExists(file.path());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return "No administrator key opens any more. A new one is made by: ./herald admin-key rotate%n"
        .formatted();
  }

  private String shown() {
    StringBuilder text = new StringBuilder();
    for (AdministratorKeys.Issued key : keys.alive()) {
      text.append("%s  made %s, ".formatted(key.id(), key.createdAt()))
          .append(key.ended() == null ? "opens until it is replaced" : "ends " + key.ended())
          .append(System.lineSeparator());
    }
    return text.isEmpty()
        ? "There is no administrator key. One is made by: ./herald admin-key rotate%n".formatted()
        : text.toString();
  }

  private void keep(ApiKey key) {
    file.write(key.text() + System.lineSeparator());
  }
}
