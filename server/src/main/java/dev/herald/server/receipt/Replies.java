package dev.herald.server.receipt;

import dev.herald.channel.receipt.Report;
import dev.herald.server.platform.Ids;
import dev.herald.server.platform.vault.SealContext;
import dev.herald.server.platform.vault.Vault;
import dev.herald.server.suppression.StopWords;
import dev.herald.server.task.Remnants;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** What people wrote back, sealed, beside the message that it answers. */
@Repository
class Replies implements Remnants {
  private final JdbcClient jdbc;
  private final Vault vault;
  private final JsonMapper json;
  private final StopWords stopWords;

  Replies(JdbcClient jdbc, Vault vault, JsonMapper json, StopWords stopWords) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.json = json;
    this.stopWords = stopWords;
  }

  /**
   * @param stop whether it says to send nothing more
   */
  record Kept(UUID id, UUID messageId, boolean stop) {}

  /** Who wrote what. */
  record Words(String from, String text) {
    @Override
    public String toString() {
      return "reply";
    }
  }

  record Reply(UUID id, Instant at, boolean stop, Words words) {}

  /** Once: what is told again is what was kept before. */
  Kept keep(UUID sourceId, UUID messageId, Report.Reply reply) {
    UUID id = Ids.next();
    UUID key = key(sourceId, messageId, reply);
    boolean stop = stopWords.contain(reply.text());
    jdbc.sql(
            """
            insert into reply (id, message_id, said_key, source_id, stop, content)
            values (?, ?, ?, ?, ?, ?) on conflict (said_key) do nothing
            """)
        .params(
            id,
            messageId,
            key,
            sourceId,
            stop,
            vault.seal(json.writeValueAsBytes(new Words(reply.from(), reply.text())), context(id)))
        .update();
    return jdbc.sql("select id, message_id, stop from reply where said_key = ?")
        .param(key)
        .query(Kept.class)
        .single();
  }

  private UUID key(UUID sourceId, UUID messageId, Report.Reply reply) {
    String said =
        reply.id() == null
            ? messageId + "\n" + reply.from() + "\n" + reply.text()
            : "id\n" + reply.id();
    return vault.blindIndex("reply", sourceId + "\n" + said);
  }

  private static SealContext context(UUID id) {
    return SealContext.of("reply:" + id, "reply:" + id);
  }

  /** To a message, oldest first. */
  List<Reply> to(UUID messageId) {
    return jdbc.sql("select id, at, stop, content from reply where message_id = ? order by id")
        .param(messageId)
        .query((row, _) -> {
          UUID id = row.getObject("id", UUID.class);
          return new Reply(
              id,
              row.getObject("at", OffsetDateTime.class).toInstant(),
              row.getBoolean("stop"),
              json.readValue(vault.open(row.getBytes("content"), context(id)), Words.class));
        })
        .list();
  }

  /** Those whose messages are kept no longer. */
  void forget() {
    jdbc.sql("delete from reply where message_id < (select id from message order by id limit 1)")
        .update();
  }

  @Override
  public String name() {
    return "replies";
  }

  @Override
  public List<Map<String, Object>> of(UUID message) {
    return to(message).stream()
        .map(reply ->
            Map.<String, Object>of(
                "at", reply.at(), "from", reply.words.from, "text", reply.words.text))
        .toList();
  }

  @Override
  public int erase(List<UUID> messages) {
    return jdbc.sql("delete from reply where message_id = any (?)")
        .param(messages.toArray(UUID[]::new))
        .update();
  }
}
