package dev.herald.example.esop;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class EsopApplication {
  public static void main(String[] arguments) {
    SpringApplication.run(EsopApplication.class, arguments);
  }
}
