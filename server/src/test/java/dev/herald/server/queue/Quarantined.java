package dev.herald.server.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.herald.server.platform.Ids;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.ProblemReason;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ApplicationContext;

/** Brings a record into quarantine without a broker. */
public final class Quarantined {
  private Quarantined() {}

  /** The id of a record that an application's queue could not take. */
  public static UUID record(ApplicationContext server, String application, String body) {
    Quarantine quarantine = server.getBean(Quarantine.class);
    QueueRecord record =
        new QueueRecord("topic/0/1", Ids.next().toString(), Map.of(), body.getBytes(UTF_8));
    quarantine.keep(
        "grants",
        application,
        List.of(
            Quarantine.Poison.of(
                record, new RequestProblem.Malformed(new ProblemReason.BodyNotJson(1, 1)))));
    return quarantine.list("grants", Quarantine.State.WAITING, null, 1).getFirst().id();
  }
}
