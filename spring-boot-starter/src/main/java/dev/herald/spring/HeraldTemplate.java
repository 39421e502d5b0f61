package dev.herald.spring;

import dev.herald.client.Accepted;
import dev.herald.client.HeraldClient;
import dev.herald.client.HeraldException;
import dev.herald.client.Submission;
import dev.herald.spring.outbox.Outbox;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages through Herald.
 *
 * <pre>{@code
 * @Transactional
 * void vest(Grant grant) {
 *   grants.save(grant.vested());
 *   herald.send(Submission.of("grant.vested", grant.tenant()).to(grant.owner()).build());
 * }
 * }</pre>
 *
 * <p>Guarantee of {@link #send}: it is sent if and only if the running transaction commits, once,
 * also if the process or Herald crashes in between.
 */
public class HeraldTemplate {
  private final HeraldClient client;
  private final @Nullable Outbox outbox;

  /**
   * @param outbox null where there is no database
   */
  public HeraldTemplate(HeraldClient client, @Nullable Outbox outbox) {
    this.client = client;
    this.outbox = outbox;
  }

  /**
   * Writes a submission to the outbox, in the running transaction if there is one.
   *
   * @return the outbox row's id, which is the idempotency key too unless the submission has one
   * @throws IllegalStateException when there is no outbox, or the running transaction is not of the
   *     outbox's database
   */
  public UUID send(Submission submission) {
    return outbox().put(List.of(submission)).get(0);
  }

  /**
   * Writes submissions to the outbox in one statement, as {@link #send} does.
   *
   * @return the rows' ids in the same order
   */
  public List<UUID> sendAll(Collection<Submission> submissions) {
    return outbox().put(submissions);
  }

  /**
   * Calls Herald at once and waits for its answer. A rollback does not undo it.
   *
   * @throws HeraldException as {@link HeraldClient#send} does
   */
  public Accepted sendNow(Submission submission) {
    return client.send(submission);
  }

  /** For everything else: get, search, resend, cancel. */
  public HeraldClient client() {
    return client;
  }

  private Outbox outbox() {
    if (outbox == null) {
      throw new IllegalStateException(
          "There is no outbox, because the application has no DataSource or"
              + " herald.client.outbox.enabled is false. Call sendNow, or give it one.");
    }
    return outbox;
  }
}
