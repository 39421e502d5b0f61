package dev.herald.server;

import dev.herald.cli.Herald;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The service, and beside it in the same jar its command line. */
@SpringBootApplication
public class HeraldApplication {
  private static final int CARRIERS = 16;

  public static void main(String[] args) {
    if (args.length > 0 && Herald.knows(args[0])) {
      System.exit(Herald.run(args));
    }
    freeCarriers();
    SpringApplication.run(HeraldApplication.class, args);
  }

  /**
   * A virtual thread that loads a class keeps its carrier, and waits there for the jar's lock. When
   * all carriers wait so for a thread that was put aside while it held that lock, none can carry it
   * on, and the process stands still for ever; two cores have two carriers. So there are spares,
   * and mail looks its stream provider up by name instead of searching every jar for each message.
   */
  private static void freeCarriers() {
    int carriers = Math.max(CARRIERS, Runtime.getRuntime().availableProcessors());
    setDefault("jdk.virtualThreadScheduler.parallelism", Integer.toString(carriers));
    setDefault(
        "jakarta.mail.util.StreamProvider", "org.eclipse.angus.mail.util.MailStreamProvider");
  }

  private static void setDefault(String name, String value) {
    if (System.getProperty(name) == null) {
      System.setProperty(name, value);
    }
  }
}
