package dev.herald.chaos.database;

/** Statements of the server by which a transaction is told from others. */
public enum Statement {
  /** Of intake. */
  SAVE("MessageRows", "insert into message"),
  CLAIM("TaskClaims", "with due as"),
  /** That a call which must not be repeated is about to be made. */
  START("TaskClaims", "update task set started"),
  /** Of a settlement that ends messages. */
  END("SettlementWriter", "delete from task"),
  /** Of any that changes tasks. */
  CHANGE("SettlementWriter", "update task set");

  private final String type;
  private final String beginning;

  Statement(String type, String beginning) {
    this.type = "dev.herald.server.task.store." + type;
    this.beginning = beginning;
  }

  /** The server's class that has it. */
  public String type() {
    return type;
  }

  public String beginning() {
    return beginning;
  }
}
