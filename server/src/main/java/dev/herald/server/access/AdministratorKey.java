package dev.herald.server.access;

import dev.herald.server.platform.SecretFile;
import java.nio.file.Path;
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

  private final ApiKeys keys;
  private final SecretFile file;

  AdministratorKey(ApiKeys keys, @Value("${herald.home}") Path home) {
    this.keys = keys;
    this.file = new SecretFile(home.resolve("admin.key"));
  }

  @Override
  public void run(ApplicationArguments arguments) {
    keys.issueFirstAdministratorKey()
        .ifPresent(key -> {
          file.write(key.text() + System.lineSeparator());
          log.info("made the administrator key: {} has it", file.path());
        });
  }
}
