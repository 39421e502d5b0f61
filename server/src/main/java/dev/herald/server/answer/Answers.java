package dev.herald.server.answer;

import dev.herald.server.platform.database.CommittedCache;
import dev.herald.server.platform.database.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** What ways in tell of submissions that they took or refused, and the topics that they have. */
@Component
public class Answers {
  /** How long a topic that no process has in its configuration any more is written for. */
  private static final Duration WANTED = Duration.ofDays(7);

  private final Transactions transactions;
  private final AnswerRows rows;
  private final CloudEvents events;
  private final SubscriptionRows subscriptions;
  private final Clock clock;
  private final CommittedCache<UUID, Boolean> heard = new CommittedCache<>(10_000);
  private final Map<Place, AnswerTopic> topics = new ConcurrentHashMap<>();

  Answers(
      Transactions transactions,
      AnswerRows rows,
      CloudEvents events,
      SubscriptionRows subscriptions,
      Clock clock) {
    this.transactions = transactions;
    this.rows = rows;
    this.events = events;
    this.subscriptions = subscriptions;
    this.clock = clock;
  }

  /** Where a topic's subscription stands: the codes of its application and its own. */
  private record Place(String application, String code) {}

  /**
   * What became of a submission.
   *
   * @param applicationId whose it is
   * @param application its code
   * @param accepted false: it was refused
   * @param data of the event
   */
  public record Told(UUID applicationId, String application, boolean accepted, ObjectNode data) {}

  /** Whether somebody hears of an application's submissions; new within two seconds. */
  public boolean areHeardBy(UUID applicationId) {
    return heard.get(applicationId, subscriptions::hasOpen);
  }

  /** Tells those who hear of an application's submissions. Durable when it returns. */
  public void tell(List<Told> told) {
    Instant now = clock.instant();
    List<Answer> answers = new ArrayList<>();
    for (Told each : told) {
      answers.add(
          events.ofSubmission(
              new CloudEvents.AnswerAbout(each.applicationId, each.application),
              each.accepted ? AnswerTypes.SUBMISSION_ACCEPTED : AnswerTypes.SUBMISSION_REFUSED,
              each.data.put("at", now.toString()),
              now));
    }
    transactions.run(
        "tell of submissions",
        connection -> {
          rows.write(connection, answers);
          return true;
        });
  }

  /**
   * Has this process write an application's events to a topic, and all note them from its first
   * message on. To be said again within days, as long as the topic is in the configuration.
   *
   * @param application by code; may be made later
   * @param code of its subscription
   */
  public void write(String application, String code, AnswerTopic topic) {
    topics.put(new Place(application, code), topic);
    subscriptions.want(application, code, WANTED);
    heard.evictAll();
  }

  /** The topic, where this process has it. */
  Optional<AnswerTopic> topic(Subscription subscription) {
    return Optional.ofNullable(
        topics.get(new Place(subscription.application(), subscription.code())));
  }

  boolean hasTopics() {
    return !topics.isEmpty();
  }
}
