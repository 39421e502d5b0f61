package dev.herald.server.pause;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.server.TestDatabase;
import dev.herald.server.platform.Ids;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class ParkedTasksIT {
  private static final ParkedTasks.Place LANE = new ParkedTasks.Place("LANE", "bulk");

  private final JdbcClient jdbc = JdbcClient.create(TestDatabase.fresh());
  private final ParkedTasks tasks = new ParkedTasks(jdbc);

  /** A task in a process's hand, that is about to be put aside. */
  private UUID parked() {
    UUID id = Ids.next();
    jdbc.sql(
            """
            insert into task (id, lane, tenant_id, state, due_at, owner, attempts, sequence)
            values (?, 'bulk', ?, 'SENDING', now(), ?, 1, 4)
            """)
        .params(id, Ids.next(), Ids.next())
        .update();
    tasks.add(List.of(new ParkedTasks.Parked(LANE, id, 5)));
    return id;
  }

  private void settled(UUID id) {
    jdbc.sql(
            """
            update task set state = 'PENDING', owner = null, sequence = 5,
              due_at = now() + interval '1 hour' where id = ?
            """)
        .param(id)
        .update();
  }

  private boolean isDue(UUID id) {
    return jdbc.sql("select due_at <= now() from task where id = ?")
        .param(id)
        .query(Boolean.class)
        .single();
  }

  @Test
  void whatIsPutAsideWhileThePauseEndsIsCalledBackOnceItIsThere() {
    UUID id = parked();
    assertThat(tasks.callBack(LANE)).isZero();
    settled(id);

    assertThat(tasks.callBack(LANE)).isEqualTo(1);

    assertThat(isDue(id)).isTrue();
    assertThat(tasks.places()).isEmpty();
  }

  @Test
  void whatWentOnByItselfOnlyLeaves() {
    UUID later = parked();
    settled(later);
    jdbc.sql("update task set sequence = 6 where id = ?").param(later).update();
    UUID gone = parked();
    jdbc.sql("delete from task where id = ?").param(gone).update();

    assertThat(tasks.callBack(LANE)).isEqualTo(2);

    assertThat(isDue(later)).isFalse();
    assertThat(tasks.places()).isEmpty();
  }
}
