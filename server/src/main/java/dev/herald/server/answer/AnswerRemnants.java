package dev.herald.server.answer;

import dev.herald.server.task.Remnants;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Answers about messages that go. There is no index that leads from a message to them, since each
 * answer would pay for it: they are looked for in all that are kept, which are those of days.
 */
@Component
class AnswerRemnants implements Remnants {
  private final JdbcClient jdbc;

  AnswerRemnants(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public String name() {
    return "answers";
  }

  @Override
  public int erase(List<UUID> messages) {
    return jdbc.sql("delete from answer where message_id = any (?)")
        .param(messages.toArray(UUID[]::new))
        .update();
  }

  @Override
  public boolean goByThemselves() {
    return true;
  }
}
