package dev.herald.server.message;

import dev.herald.server.authorization.Caller;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.search.MessageRecord;
import dev.herald.server.task.store.MessageRows;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What applications say became of their messages: kept with the message, and counted. */
@Repository
public class Feedback {
  private final JdbcClient jdbc;
  private final MessageReach reach;

  Feedback(JdbcClient jdbc, MessageReach reach) {
    this.jdbc = jdbc;
    this.reach = reach;
  }

  /** What became of a message. */
  public enum Kind {
    /** The code in it was entered. */
    CODE_USED,
    RECEIVED,
    NOT_RECEIVED,
    /** Its recipient did not want it. */
    UNWANTED
  }

  /** That somebody said so. */
  record Given(Kind kind, Instant at, String by) {}

  /** Each kind is kept once of a message; saying it again changes nothing. */
  Given give(Caller caller, UUID id, @Nullable String word) {
    Kind kind = kind(word);
    MessageRecord found = reach.message(caller, id);
    jdbc.sql(
            """
            insert into message_feedback (message_id, kind, node_id, actor) values (?, ?, ?, ?)
            on conflict do nothing
            """)
        .params(id, kind.name(), found.message().ownership().nodeId(), caller.name())
        .update();
    return of(id).stream().filter(given -> given.kind == kind).findFirst().orElseThrow();
  }

  private static Kind kind(@Nullable String word) {
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.name().equals(word))
        .findFirst()
        .orElseThrow(() ->
            new RequestProblem.Invalid(
                "kind",
                new FieldFault.ChoiceWrong(Arrays.stream(Kind.values()).map(Enum::name).toList())));
  }

  /** Oldest first. */
  List<Given> of(UUID messageId) {
    return jdbc.sql("select kind, at, actor from message_feedback where message_id = ? order by at")
        .param(messageId)
        .query((row, _) ->
            new Given(
                Kind.valueOf(row.getString("kind")),
                Objects.requireNonNull(MessageRows.instant(row, "at")),
                row.getString("actor")))
        .list();
  }

  /** How many messages of a node were said to have become something. */
  public record Count(UUID nodeId, Kind kind, long count) {}

  public List<Count> since(Instant time) {
    return jdbc.sql(
            """
            select node_id, kind, count(*) as count from message_feedback where at >= ? group by 1, 2
            """)
        .param(time.atOffset(ZoneOffset.UTC))
        .query(Count.class)
        .list();
  }
}
