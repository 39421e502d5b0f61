package dev.herald.server.access;

import dev.herald.server.platform.SecretFile;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Makes the administrator key on the first start, prints it once, and leaves it in {@code
 * admin.key} of the home folder for the command line on this machine.
 */
@Component
class AdministratorKey implements ApplicationRunner {
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
          System.out.println(framed(key));
        });
  }

  private String framed(ApiKey key) {
    return """

    ==================================================================
     Administrator key, shown this once:

       %s

     Also in %s (readable by its owner only).
    ==================================================================
    """
        .formatted(key.text(), file.path());
  }
}
