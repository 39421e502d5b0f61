package dev.herald.spring.outbox;

class PostgresqlOutboxIT extends OutboxSuite {
  PostgresqlOutboxIT() {
    super(Database.POSTGRESQL);
  }
}
