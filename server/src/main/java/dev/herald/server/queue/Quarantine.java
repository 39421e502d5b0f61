package dev.herald.server.queue;

import dev.herald.channel.Reason;
import dev.herald.server.application.Applications;
import dev.herald.server.authorization.Application;
import dev.herald.server.platform.Ids;
import dev.herald.server.platform.problem.FieldError;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.platform.vault.SealContext;
import dev.herald.server.platform.vault.Vault;
import dev.herald.server.reason.ReasonJson;
import dev.herald.server.reason.TraceReason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Records of queues that could not be taken: what came, where it stood, and what is wrong with it.
 * What came is sealed, and goes when somebody has decided.
 */
@Repository
class Quarantine {
  private final JdbcClient jdbc;
  private final Vault vault;
  private final JsonMapper json;
  private final Applications applications;

  Quarantine(JdbcClient jdbc, Vault vault, JsonMapper json, Applications applications) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.json = json;
    this.applications = applications;
  }

  /** What can become of a record. */
  enum State {
    WAITING,
    REPLAYED,
    DISCARDED
  }

  /**
   * What is wrong with a record, as it is kept. Its parameters may quote the record.
   *
   * @param kind of the problem
   * @param code of its reason
   * @param with the parameters of its reason; null: it has none
   * @param errors by field
   */
  record Wrong(String kind, String code, @Nullable String with, List<WrongField> errors) {
    static Wrong of(RequestProblem problem) {
      return of(
          problem.getClass().getSimpleName(),
          problem.reason(),
          problem instanceof RequestProblem.Invalid invalid ? invalid.errors() : List.of());
    }

    static Wrong of(Throwable bug) {
      return of("Failed", new TraceReason.ErrorInside(bug.getClass().getSimpleName()), List.of());
    }

    private static Wrong of(String kind, Reason reason, List<FieldError> errors) {
      return new Wrong(
          kind,
          reason.code(),
          ReasonJson.write(reason),
          errors.stream().map(WrongField::of).toList());
    }

    Reason why() {
      return ReasonJson.read(code, with);
    }
  }

  /** As above, of a field. */
  record WrongField(String field, String code, @Nullable String with) {
    static WrongField of(FieldError error) {
      return new WrongField(error.field(), error.reason().code(), ReasonJson.write(error.reason()));
    }

    FieldError error() {
      return new FieldError(field, ReasonJson.read(code, with));
    }
  }

  /** A record that can't be taken. */
  record Poison(QueueRecord record, Wrong wrong) {
    static Poison of(QueueRecord record, RequestProblem problem) {
      return new Poison(record, Wrong.of(problem));
    }

    static Poison of(QueueRecord record, Throwable bug) {
      return new Poison(record, Wrong.of(bug));
    }
  }

  /**
   * A record in quarantine, without its body.
   *
   * @param application null: nobody knows whose it is
   * @param about null once somebody has decided
   */
  record Kept(
      UUID id,
      String queue,
      String position,
      @Nullable String application,
      Instant arrivedAt,
      int size,
      State state,
      @Nullable Instant decidedAt,
      @Nullable String decidedBy,
      @Nullable UUID requestId,
      @Nullable About about) {}

  /** What is sealed beside the body. */
  record About(Map<String, String> headers, @Nullable String identity, Wrong wrong) {
    About with(Wrong other) {
      return new About(headers, identity, other);
    }
  }

  /** Keeps records, each once however often it comes. Durable when it returns. */
  @Transactional
  void keep(String queue, @Nullable String application, List<Poison> poison) {
    for (Poison each : poison) {
      keep(queue, application, each);
    }
  }

  private void keep(String queue, @Nullable String bound, Poison poison) {
    UUID id = Ids.next();
    QueueRecord record = poison.record;
    String application = bound == null ? signed(record, poison.wrong) : bound;
    About about = new About(record.headers(), record.identity(), poison.wrong);
    jdbc.sql(
            """
            insert into quarantine (id, queue, position, identity, application, size, about, body)
            values (:id, :queue, :position, :identity, :application, :size, :about, :body)
            on conflict (queue, identity) do nothing
            """)
        .param("id", id)
        .param("queue", queue)
        .param("position", record.position())
        .param("identity", identity(queue, record))
        .param("application", application)
        .param("size", record.body().length)
        .param("about", vault.seal(json.writeValueAsString(about), context(id, "about")))
        .param("body", vault.seal(record.body(), context(id, "body")))
        .update();
  }

  /** Whoever is only said to have signed it did not. */
  private @Nullable String signed(QueueRecord record, Wrong wrong) {
    return wrong.kind.equals(RequestProblem.Forbidden.class.getSimpleName())
        ? null
        : applications
            .find(String.valueOf(record.header(Envelope.APPLICATION)))
            .map(Application::code)
            .orElse(null);
  }

  private UUID identity(String queue, QueueRecord record) {
    return record.identity() == null
        ? Ids.next()
        : vault.blindIndex("queue record", queue + "\n" + record.identity());
  }

  /**
   * Newest first.
   *
   * @param queue null: any
   * @param before an id; null: from the newest
   */
  List<Kept> list(@Nullable String queue, State state, @Nullable UUID before, int most) {
    return jdbc.sql(
            """
            select id, queue, position, application, arrived_at, size, state, decided_at,
              decided_by, request_id, about
            from quarantine
            where state = :state and (cast(:queue as text) is null or queue = :queue)
              and (cast(:before as uuid) is null or id < :before)
            order by id desc limit :most
            """)
        .param("state", state.name())
        .param("queue", queue)
        .param("before", before)
        .param("most", most)
        .query(this::kept)
        .list();
  }

  Optional<Kept> find(UUID id) {
    return jdbc.sql(
            """
            select id, queue, position, application, arrived_at, size, state, decided_at,
              decided_by, request_id, about
            from quarantine where id = ?
            """)
        .param(id)
        .query(this::kept)
        .optional();
  }

  /** The bytes that came, or what somebody has made of them since; empty once it is decided. */
  Optional<byte[]> body(UUID id) {
    return jdbc.sql("select body from quarantine where id = ? and state = 'WAITING'")
        .param(id)
        .query((row, _) -> vault.open(row.getBytes("body"), context(id, "body")))
        .optional();
  }

  /**
   * @return false: somebody has decided meanwhile
   */
  boolean mend(UUID id, byte[] body) {
    return jdbc.sql("update quarantine set body = ?, size = ? where id = ? and state = 'WAITING'")
            .params(vault.seal(body, context(id, "body")), body.length, id)
            .update()
        == 1;
  }

  /** What is wrong with it now. */
  void stillWrong(UUID id, About about) {
    jdbc.sql("update quarantine set about = ? where id = ? and state = 'WAITING'")
        .params(vault.seal(json.writeValueAsString(about), context(id, "about")), id)
        .update();
  }

  /**
   * @param requestId what it became; null: nothing
   * @return false: somebody has decided before
   */
  boolean decide(UUID id, State state, String by, @Nullable UUID requestId) {
    return jdbc.sql(
                """
                update quarantine set state = :state, decided_at = now(), decided_by = :by,
                  request_id = :request, about = null, body = null
                where id = :id and state = 'WAITING'
                """)
            .param("state", state.name())
            .param("by", by)
            .param("request", requestId)
            .param("id", id)
            .update()
        == 1;
  }

  void forget() {
    jdbc.sql("delete from quarantine where decided_at < now() - interval '90 days'").update();
  }

  private Kept kept(ResultSet row, int number) throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    About about = about(id, row.getBytes("about"));
    OffsetDateTime decided = row.getObject("decided_at", OffsetDateTime.class);
    return new Kept(
        id,
        row.getString("queue"),
        row.getString("position"),
        row.getString("application"),
        row.getObject("arrived_at", OffsetDateTime.class).toInstant(),
        row.getInt("size"),
        State.valueOf(row.getString("state")),
        decided == null ? null : decided.toInstant(),
        row.getString("decided_by"),
        row.getObject("request_id", UUID.class),
        about);
  }

  private @Nullable About about(UUID id, byte @Nullable [] sealed) {
    return sealed == null
        ? null
        : json.readValue(vault.openText(sealed, context(id, "about")), About.class);
  }

  private static SealContext context(UUID id, String column) {
    String place = "quarantine/%s/%s".formatted(id, column);
    return SealContext.of(place, place);
  }
}
