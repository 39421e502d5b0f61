package dev.herald.server;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The service. */
@SpringBootApplication
public class HeraldApplication {
  public static void main(String[] args) {
    SpringApplication.run(HeraldApplication.class, args);
  }
}
