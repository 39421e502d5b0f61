package dev.herald.server.application;

import dev.herald.server.platform.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.UserPrincipal;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Takes orders for the administrator key from whoever may write to the home folder, which is nobody
 * but its owner: no key is needed for them, so that one that leaked or was lost can be replaced.
 *
 * <p>The command line writes an order to {@code admin-key.order} and reads {@code
 * admin-key.answer}. Of several processes on one home, the one that takes the file away obeys.
 */
@Component
class KeyOrders implements DisposableBean {
  private static final Logger log = LoggerFactory.getLogger(KeyOrders.class);
  private static final int LONGEST = 200;

  private final AdministratorKey key;
  private final Path home;
  private final Path order;
  private final SecretFile answer;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("admin-key-orders").daemon().factory());

  KeyOrders(AdministratorKey key, @Value("${herald.home}") Path home) {
    this.key = key;
    this.home = home;
    this.order = home.resolve("admin-key.order");
    this.answer = new SecretFile(home.resolve("admin-key.answer"));
  }

  @EventListener(ApplicationReadyEvent.class)
  void begin() {
    watch.scheduleWithFixedDelay(this::look, 0, 500, TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      if (Files.exists(order)) {
        take();
      }
    } catch (IOException | RuntimeException failure) {
      log.warn("An order for the administrator key failed: {}", failure.toString());
    }
  }

  private void take() throws IOException {
    Path taken = home.resolve("admin-key.order." + ProcessHandle.current().pid());
    try {
      Files.move(order, taken, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException _) {
      return;
    }
    try {
      UserPrincipal orderedBy = Files.getOwner(taken);
      if (!isOwner(orderedBy) || Files.size(taken) > LONGEST) {
        log.warn("Refused an order for the administrator key, by {}", orderedBy.getName());
        return;
      }
      answer.write(carriedOut(Files.readString(taken), orderedBy.getName()));
    } finally {
      Files.deleteIfExists(taken);
    }
  }

  private boolean isOwner(UserPrincipal orderedBy) throws IOException {
    return orderedBy.equals(Files.getOwner(home)) || orderedBy.getName().equals("root");
  }

  private String carriedOut(String text, String orderedBy) {
    try {
      return key.carryOut(KeyOrder.parse(text), orderedBy);
    } catch (IllegalArgumentException wrong) {
      return "admin-key %s%n".formatted(wrong.getMessage());
    } catch (RuntimeException failure) {
      log.error("An order for the administrator key failed", failure);
      return "The server could not do it; its log says why.%n".formatted();
    }
  }

  @Override
  public void destroy() {
    watch.shutdownNow();
  }
}
