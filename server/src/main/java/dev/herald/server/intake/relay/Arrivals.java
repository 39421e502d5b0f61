package dev.herald.server.intake.relay;

import dev.herald.server.application.Applications;
import dev.herald.server.authorization.Application;
import dev.herald.server.intake.allowance.ApplicationCaps;
import dev.herald.server.lane.Lanes;
import dev.herald.server.platform.database.DatabaseTrouble;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.platform.vault.Vault;
import dev.herald.server.reason.ProblemReason;
import dev.herald.server.reason.TraceReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/**
 * Saves what a topic brings, a poll in one transaction, as this process's own as far as its lane
 * has room: it sends that from memory. The rest waits in the table for whoever has.
 */
@Component
@ConditionalOnKafka
class Arrivals {
  private static final Logger log = LoggerFactory.getLogger(Arrivals.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final SubmissionSeal seal;
  private final Lanes lanes;
  private final Applications applications;
  private final ApplicationCaps allowances;
  private final RelayWriter writer;
  private final RelaySettings.Kafka settings;

  Arrivals(
      SubmissionSeal seal,
      Lanes lanes,
      Applications applications,
      ApplicationCaps allowances,
      RelayWriter writer,
      RelaySettings settings) {
    this.seal = seal;
    this.lanes = lanes;
    this.applications = applications;
    this.allowances = allowances;
    this.writer = writer;
    this.settings = settings.kafka();
  }

  /**
   * As it was read.
   *
   * @param place for people
   */
  record Brought(String place, byte[] key, byte[] value) {}

  /** One that was opened, with its record. */
  private record Opened(Brought brought, Relay.Handed handed) {}

  /**
   * Returns once each is saved, or kept where somebody can look at it.
   *
   * @return how long to wait before all of them are brought again; zero: they are done with
   */
  Duration take(String lane, List<Brought> poll) {
    try {
      List<Opened> opened = new ArrayList<>(poll.size());
      Set<UUID> requests = new HashSet<>();
      for (Brought brought : poll) {
        Opened one = open(lane, brought);
        if (one != null && requests.add(one.handed.submission().requestId())) {
          opened.add(one);
        }
      }
      save(opened);
      return Duration.ZERO;
    } catch (RuntimeException failure) {
      log.warn("What arrived in lane {} can't be saved now: {}", lane, failure.toString());
      return PAUSE;
    }
  }

  private @Nullable Opened open(String lane, Brought brought) {
    try {
      return new Opened(brought, seal.open(lane, brought.value));
    } catch (Vault.Unopened | JacksonException unreadable) {
      putAside(brought, unreadable);
      return null;
    }
  }

  private void save(List<Opened> opened) {
    if (opened.isEmpty()) {
      return;
    }
    List<ApplicationCaps.Spending> spent = new ArrayList<>();
    try {
      lanes.arrived(opened.stream().map(each -> arrival(each.handed, spent)).toList());
      spent.forEach(ApplicationCaps.Spending::keep);
    } catch (RuntimeException failure) {
      spent.forEach(ApplicationCaps.Spending::giveBack);
      if (failure instanceof RequestProblem.Unavailable || DatabaseTrouble.passing(failure)) {
        throw failure;
      }
      alone(opened, failure);
    }
  }

  /** One that the database refuses hinders no other. */
  private void alone(List<Opened> opened, RuntimeException failure) {
    if (opened.size() == 1) {
      putAside(opened.getFirst().brought, failure);
      return;
    }
    opened.forEach(each -> save(List.of(each)));
  }

  private Lanes.Arrival arrival(Relay.Handed handed, List<ApplicationCaps.Spending> spent) {
    return new Lanes.Arrival(
        new Lanes.Entry(handed.lane(), handed.submission()),
        handed.owed() ? refusal(handed, spent) : null);
  }

  /** Takes what its application's rate and quota were not asked for while the database was away. */
  private @Nullable TraceReason refusal(Relay.Handed handed, List<ApplicationCaps.Spending> spent) {
    try {
      Application application = applications.get(handed.submission().applicationId());
      spent.add(allowances.spend(application, handed.submission().messages().size()));
      return null;
    } catch (RequestProblem.TooMany used) {
      return used.reason() instanceof ProblemReason.AllowanceUsedUp(_, String kind, String agreed)
          ? new TraceReason.AllowanceSpent(kind, agreed)
          : null;
    } catch (RequestProblem.NotFound | RequestProblem.Invalid _) {
      // Of an application that is gone, or of more at once than its quota allows in any time: what
      // was accepted is sent.
      return null;
    }
  }

  /** Waits until it is there: nothing that was acknowledged is let go. */
  private void putAside(Brought brought, Exception why) {
    log.error(
        "The record at {} can't be read or saved, and is kept in the topic {}: {}",
        brought.place,
        settings.topic(RelayTopics.UNREAD),
        why.toString());
    writer.write(settings.topic(RelayTopics.UNREAD), brought.key, brought.value).join();
  }
}
