package dev.herald.server.erasure;

import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.directory.PersonalData;
import dev.herald.server.directory.Recipients;
import dev.herald.server.directory.Tenant;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.retention.LegalHolds;
import dev.herald.server.search.Messages;
import dev.herald.server.suppression.Suppressions;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.Remnants;
import dev.herald.server.task.store.Cancellation;
import dev.herald.server.task.store.MessageErasure;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Erases a recipient, and says what went. */
@Service
class Erasure {
  private static final int AT_ONCE = 1_000;

  /** Whoever is sent messages all the time is erased by asking again. */
  private static final int LOOKS = 5;

  private final People people;
  private final LegalHolds holds;
  private final Messages messages;
  private final Traces traces;
  private final Kept kept;
  private final AuditLog audit;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Clock clock;

  /** How messages end and are emptied. */
  record Traces(Cancellation cancellation, MessageErasure emptying, List<Remnants> remnants) {}

  /** What else is kept of a person. */
  record Kept(Recipients recipients, Suppressions suppressions, List<PersonalData> others) {
    private void erase(Person person, Predicate<PersonalData> which, Map<String, Integer> counts) {
      others.stream()
          .filter(which)
          .forEach(each -> counts.put(each.name(), each.erase(person.recipient())));
    }
  }

  Erasure(
      People people,
      LegalHolds holds,
      Messages messages,
      Traces traces,
      Kept kept,
      AuditLog audit,
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.people = people;
    this.holds = holds;
    this.messages = messages;
    this.traces = traces;
    this.kept = kept;
    this.audit = audit;
    this.jdbc = jdbc;
    this.transaction = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  /**
   * @param actor who calls off what waits to be sent
   * @throws RequestProblem.NotFound when there is no such recipient
   * @throws RequestProblem.Conflict when a legal hold keeps it, or messages of somebody else at one
   *     of its addresses
   */
  ErasureReport erase(Tenant tenant, String code, String actor) {
    Progress progress = new Progress();
    kept.erase(find(tenant, code), Forthcoming.class::isInstance, progress.others);
    Person person = find(tenant, code);
    // What is sent to the person meanwhile is found by the next look.
    for (int look = 1; look <= LOOKS && through(person, actor, progress); look++) {
      person = people.find(tenant, code);
    }
    Person whole = person;
    return transaction.execute(_ -> finish(whole, progress));
  }

  /** What has been done with the messages of a person. */
  private static final class Progress {
    final Set<UUID> emptied = new HashSet<>();
    final Map<String, Integer> others = new TreeMap<>();
    Set<UUID> inHand = Set.of();
    long cancelled;
  }

  /**
   * @return whether there were messages that had not been emptied yet
   */
  private boolean through(Person person, String actor, Progress progress) {
    progress.cancelled +=
        open(person, "owner is null and state = 'PENDING'").stream()
            .filter(id -> cancel(id, actor))
            .count();
    progress.inHand = new HashSet<>(open(person, "true"));
    List<UUID> settled =
        person.messages().stream()
            .filter(id -> !progress.inHand.contains(id) && !progress.emptied.contains(id))
            .toList();
    for (int from = 0; from < settled.size(); from += AT_ONCE) {
      List<UUID> some = settled.subList(from, Math.min(from + AT_ONCE, settled.size()));
      transaction.executeWithoutResult(_ -> empty(some, progress.others));
    }
    progress.emptied.addAll(settled);
    return !settled.isEmpty();
  }

  private Person find(Tenant tenant, String code) {
    Person person = people.find(tenant, code);
    holds.requireNone(tenant.id(), person.sharers(), person.messages());
    return person;
  }

  private List<UUID> open(Person person, String which) {
    return jdbc.sql("select id from task where id = any (?) and " + which)
        .param(person.messages().toArray(UUID[]::new))
        .query(UUID.class)
        .list();
  }

  private boolean cancel(UUID id, String actor) {
    return messages
        .find(id)
        .filter(found -> found.state() == MessageState.PENDING)
        .map(found -> traces.cancellation.cancel(found.message(), actor))
        .orElse(false);
  }

  private void empty(List<UUID> ids, Map<String, Integer> others) {
    traces.emptying.empty(ids);
    traces.remnants.forEach(each -> others.merge(each.name(), each.erase(ids), Integer::sum));
  }

  /** The recipient itself goes last: what is in hand still can be erased only while it is there. */
  private ErasureReport finish(Person person, Progress progress) {
    Tenant tenant = person.tenant();
    UUID recipient = person.recipient().id();
    Map<String, Integer> others = new TreeMap<>(progress.others);
    kept.erase(person, each -> !(each instanceof Forthcoming), others);
    boolean complete = progress.emptied.containsAll(people.messages(person));
    ErasureReport report =
        new ErasureReport(
            recipient,
            clock.instant(),
            complete,
            progress.emptied.size(),
            progress.cancelled,
            progress.inHand.size(),
            kept.suppressions.erase(tenant.id(), person.addressKeys(), progress.emptied),
            others);
    if (complete) {
      kept.recipients.remove(tenant, person.recipient().code());
    }
    audit.record(
        Act.of("recipient.erased", "recipient", tenant.code() + "/" + recipient).with(report));
    return report;
  }
}
