package dev.herald.server;

import dev.herald.cli.Herald;
import dev.herald.server.platform.postgres.BackupCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The service, and beside it in the same jar its command line. */
@SpringBootApplication
public class HeraldApplication {
  public static void main(String[] args) {
    if (args.length > 0 && Herald.knows(args[0])) {
      System.exit(Herald.run(args));
    }
    if (args.length > 0 && BackupCommand.knows(args[0])) {
      System.exit(BackupCommand.run(args));
    }
    SpringApplication.run(HeraldApplication.class, args);
  }
}
