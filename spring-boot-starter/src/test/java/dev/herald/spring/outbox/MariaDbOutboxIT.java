package dev.herald.spring.outbox;

class MariaDbOutboxIT extends OutboxSuite {
  MariaDbOutboxIT() {
    super(Database.MARIADB);
  }
}
