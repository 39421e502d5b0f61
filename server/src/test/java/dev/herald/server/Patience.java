package dev.herald.server;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * How long tests wait for what must come: so long that only a hang is longer, also where others
 * take every processor. It is the default of {@code await()} in each module that has this class on
 * its path; JUnit finds it as a service.
 */
public final class Patience implements BeforeAllCallback {
  public static final Duration SOON = Duration.ofMinutes(3);

  @Override
  public void beforeAll(ExtensionContext context) {
    Awaitility.setDefaultTimeout(SOON);
  }
}
