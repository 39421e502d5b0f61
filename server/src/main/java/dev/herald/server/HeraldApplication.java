package dev.herald.server;

import dev.herald.cli.Herald;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The service, and beside it in the same jar its command line. */
@SpringBootApplication
public class HeraldApplication {
  public static void main(String[] args) {
    if (args.length > 0 && Herald.knows(args[0])) {
      System.exit(Herald.run(args));
    }
    SpringApplication.run(HeraldApplication.class, args);
  }
}
