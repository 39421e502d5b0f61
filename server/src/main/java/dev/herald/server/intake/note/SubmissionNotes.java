package dev.herald.server.intake.note;

import dev.herald.server.platform.Ids;
import dev.herald.server.platform.vault.SealContext;
import dev.herald.server.platform.vault.Vault;
import dev.herald.server.reason.ReasonJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The table of what became no message. */
@Repository
public class SubmissionNotes {
  /** How long they are kept. */
  static final Duration KEPT = Duration.ofDays(14);

  private static final String DOMAIN = "submission note";

  private final JdbcClient jdbc;
  private final Vault vault;
  private final JsonMapper json;

  SubmissionNotes(JdbcClient jdbc, Vault vault, JsonMapper json) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.json = json;
  }

  /** A note's words as they are sealed. */
  private record Sealed(
      String node, @Nullable String code, @Nullable String with, List<String> fields) {}

  void add(SubmissionNote note) {
    UUID id = Ids.next();
    SubmissionNote.About about = note.about();
    Sealed sealed =
        new Sealed(
            about.node(),
            about.why() == null ? null : about.why().code(),
            about.why() == null ? null : ReasonJson.write(about.why()),
            about.fields());
    jdbc.sql(
            """
            insert into submission_note (id, application_id, tenant, outcome, message_id, keys, about)
            values (:id, :application, :tenant, :outcome, :message, :keys, :about)
            """)
        .param("id", id)
        .param("application", note.applicationId())
        .param("tenant", note.tenant())
        .param("outcome", note.messageId() == null ? "REFUSED" : "REPEATED")
        .param("message", note.messageId())
        .param("keys", keys(note.mentions()))
        .param("about", vault.seal(json.writeValueAsString(sealed), context(id)))
        .update();
  }

  /**
   * Newest first.
   *
   * @param sought texts, any of which a submission mentions
   */
  public List<SubmissionNote> mentioning(Set<String> sought, int most) {
    return jdbc.sql(
            """
            select id, application_id, tenant, message_id, about from submission_note
            where keys && :keys order by id desc limit :most
            """)
        .param("keys", keys(sought))
        .param("most", most)
        .query(this::read)
        .list();
  }

  private UUID[] keys(Set<String> texts) {
    return texts.stream().map(text -> vault.blindIndex(DOMAIN, text)).toArray(UUID[]::new);
  }

  void forgetBefore(Instant time) {
    jdbc.sql("delete from submission_note where id < ?").param(Ids.first(time)).update();
  }

  private SubmissionNote read(ResultSet row, int number) throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    Sealed about = json.readValue(vault.openText(row.getBytes("about"), context(id)), Sealed.class);
    return new SubmissionNote(
        Ids.madeAt(id),
        row.getObject("application_id", UUID.class),
        row.getString("tenant"),
        row.getObject("message_id", UUID.class),
        Set.of(),
        new SubmissionNote.About(
            about.node,
            about.code == null ? null : ReasonJson.read(about.code, about.with),
            about.fields));
  }

  private static SealContext context(UUID id) {
    String place = "submission_note/" + id;
    return SealContext.of(place, place);
  }
}
