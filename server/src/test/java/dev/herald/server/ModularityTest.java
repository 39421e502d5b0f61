package dev.herald.server;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTest {
  @Test
  void every_package_uses_only_what_it_declares() {
    ApplicationModules.of(HeraldApplication.class).verify();
  }
}
