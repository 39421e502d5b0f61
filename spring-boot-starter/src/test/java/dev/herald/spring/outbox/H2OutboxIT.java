package dev.herald.spring.outbox;

class H2OutboxIT extends OutboxSuite {
  H2OutboxIT() {
    super(Database.H2);
  }
}
