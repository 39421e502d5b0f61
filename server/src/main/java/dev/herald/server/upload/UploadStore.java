package dev.herald.server.upload;

import dev.herald.server.platform.csv.CsvEncoding;
import dev.herald.server.platform.csv.CsvForm;
import dev.herald.server.platform.vault.SealContext;
import dev.herald.server.platform.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The tables of files and their parts. */
@Repository
class UploadStore {
  private static final String KEPT = "interval '7 days'";

  private final JdbcClient jdbc;
  private final Vault vault;

  UploadStore(JdbcClient jdbc, Vault vault) {
    this.jdbc = jdbc;
    this.vault = vault;
  }

  /** What is known of a file when all of it is there. */
  record Complete(UUID id, String madeBy, String name, long bytes, CsvForm form) {}

  void add(UUID id, int number, byte[] part) {
    jdbc.sql("insert into upload_part (upload_id, number, content) values (?, ?, ?)")
        .params(id, number, vault.seal(part, context(id, number)))
        .update();
  }

  Optional<byte[]> part(UUID id, int number) {
    return jdbc.sql("select content from upload_part where upload_id = ? and number = ?")
        .params(id, number)
        .query(byte[].class)
        .optional()
        .map(sealed -> vault.open(sealed, context(id, number)));
  }

  private static SealContext context(UUID id, int number) {
    String whole = "upload:%s:%d".formatted(id, number);
    return SealContext.of(whole, whole);
  }

  Upload complete(Complete file, byte[] digest) {
    jdbc.sql(
            """
            insert into upload (id, made_by, name, bytes, digest, encoding, delimiter)
            values (?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            file.id(),
            file.madeBy(),
            file.name(),
            file.bytes(),
            digest,
            file.form().encoding().word(),
            String.valueOf(file.form().delimiter()))
        .update();
    return find(file.id()).orElseThrow();
  }

  Optional<Upload> find(@Nullable UUID id) {
    return jdbc.sql(
            """
            select id, made_by, made_at, name, bytes, encoding, delimiter,
              (select max(made_at) from upload before
               where before.digest = upload.digest and before.made_at < upload.made_at
                 and before.made_at > upload.made_at - interval '1 day') as before
            from upload where id = ?
            """)
        .param(id)
        .query(UploadStore::upload)
        .optional();
  }

  private static Upload upload(ResultSet row, int number) throws SQLException {
    OffsetDateTime before = row.getObject("before", OffsetDateTime.class);
    return new Upload(
        row.getObject("id", UUID.class),
        row.getString("made_by"),
        row.getObject("made_at", OffsetDateTime.class).toInstant(),
        row.getString("name"),
        row.getLong("bytes"),
        new CsvForm(
            CsvEncoding.named(row.getString("encoding")).orElseThrow(),
            row.getString("delimiter").charAt(0)),
        before == null ? null : before.toInstant());
  }

  @Transactional
  void delete(UUID id) {
    jdbc.sql("delete from upload where id = ?").param(id).update();
    jdbc.sql("delete from upload_part where upload_id = ?").param(id).update();
  }

  @Transactional
  void deleteOld() {
    jdbc.sql("delete from upload where made_at < now() - " + KEPT).update();
    jdbc.sql("delete from upload_part where made_at < now() - " + KEPT).update();
  }
}
