package dev.herald.server.attachment;

import dev.herald.server.platform.vault.SealContext;
import dev.herald.server.platform.vault.Vault;
import dev.herald.server.task.Remnants;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The files that are kept, sealed, and which messages have them. */
@Repository
class FileStore implements Remnants {
  private final JdbcClient jdbc;
  private final Vault vault;
  private final JsonMapper json;

  FileStore(JdbcClient jdbc, Vault vault, JsonMapper json) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.json = json;
  }

  /** What may be about a person, sealed apart from the bytes. */
  private record Label(String name, String mediaType) {}

  KeptFile add(UUID id, UUID application, String madeBy, String name, String type, byte[] bytes) {
    jdbc.sql(
            """
            insert into attached_file (id, application_id, made_by, bytes, digest, label, content)
            values (?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            id,
            application,
            madeBy,
            bytes.length,
            vault.blindIndex("attached file", sha256(bytes)),
            vault.seal(json.writeValueAsBytes(new Label(name, type)), context(id, "label")),
            vault.seal(bytes, context(id, "content")))
        .update();
    return Objects.requireNonNull(find(application, List.of(id)).get(id));
  }

  /** How many bytes of an application no message has. */
  long unused(UUID application) {
    return jdbc.sql(
            """
            select coalesce(sum(bytes), 0) from attached_file
            where application_id = ?
              and not exists (select from message_file where file_id = attached_file.id)
            """)
        .param(application)
        .query(Long.class)
        .single();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  /** Those of them that are the application's. */
  Map<UUID, KeptFile> find(UUID application, Collection<UUID> ids) {
    return jdbc
        .sql(
            """
            select id, bytes, digest, label, made_at from attached_file
            where application_id = ? and id = any (?)
            """)
        .params(application, ids.toArray(UUID[]::new))
        .query((row, _) -> {
          UUID id = row.getObject("id", UUID.class);
          Label label = label(id, row.getBytes("label"));
          return new KeptFile(
              id,
              label.name(),
              label.mediaType(),
              row.getLong("bytes"),
              row.getObject("digest", UUID.class),
              row.getObject("made_at", OffsetDateTime.class).toInstant());
        })
        .list()
        .stream()
        .collect(Collectors.toMap(KeptFile::id, file -> file));
  }

  private Label label(UUID id, byte[] sealed) {
    return json.readValue(vault.open(sealed, context(id, "label")), Label.class);
  }

  Optional<byte[]> content(UUID id) {
    return jdbc.sql("select content from attached_file where id = ?")
        .param(id)
        .query(byte[].class)
        .optional()
        .map(sealed -> vault.open(sealed, context(id, "content")));
  }

  private static SealContext context(UUID id, String part) {
    String whole = "attached_file:%s:%s".formatted(id, part);
    return SealContext.of(whole, whole);
  }

  /** Those whose messages are kept no longer, and those that no message came for. */
  @Transactional
  void forget(Duration unused) {
    jdbc.sql(
            """
            delete from message_file
            where message_id < (select id from message order by id limit 1)
            """)
        .update();
    jdbc.sql(
            """
            delete from attached_file
            where made_at < now() - :millis * interval '1 millisecond'
              and not exists (select from message_file where file_id = attached_file.id)
            """)
        .param("millis", unused.toMillis())
        .update();
  }

  @Override
  public String name() {
    return "files";
  }

  @Override
  public List<Map<String, Object>> of(UUID message) {
    return jdbc.sql(
            """
            select f.id, f.bytes, f.label from message_file m join attached_file f on f.id = m.file_id
            where m.message_id = ? order by f.id
            """)
        .param(message)
        .query((row, _) -> {
          Label label = label(row.getObject("id", UUID.class), row.getBytes("label"));
          return Map.<String, Object>of(
              "name", label.name(), "mediaType", label.mediaType(), "bytes", row.getLong("bytes"));
        })
        .list();
  }

  /** A file that no other message has goes at once: it may be about the person. */
  @Override
  public int erase(List<UUID> messages) {
    return jdbc.sql(
            """
            with gone as (
              delete from message_file where message_id = any (:messages) returning file_id)
            delete from attached_file f using (select distinct file_id from gone) of
            where f.id = of.file_id and not exists (
              select from message_file m
              where m.file_id = f.id and not m.message_id = any (:messages))
            """)
        .param("messages", messages.toArray(UUID[]::new))
        .update();
  }
}
