package dev.herald.server.preference;

import dev.herald.server.node.Node;
import dev.herald.server.reason.TraceReason;
import dev.herald.server.task.NewMessage;
import dev.herald.server.topic.Topics;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Frequency caps: how much of a topic a person is sent on a day. One statement finds room and takes
 * it, so that of any number at once never more go than may. A submission counts once, however many
 * channels, attempts and fallbacks it takes.
 */
@Component
public class FrequencyCaps {
  private final JdbcClient jdbc;
  private final Topics topics;
  private final Persons persons;

  FrequencyCaps(JdbcClient jdbc, Topics topics, Persons persons) {
    this.jdbc = jdbc;
    this.topics = topics;
    this.persons = persons;
  }

  /** Empty, with a place taken, when it may go; a topic without a limit costs no round trip. */
  public Optional<Restriction> of(NewMessage message, Node node, Instant now) {
    String topic = node.courtesy().topic();
    OptionalInt most =
        node.courtesy().exempt() || node.courtesy().hasOwnTopic()
            ? OptionalInt.empty()
            : topics.perDay(topic);
    Person person = most.isEmpty() ? null : persons.of(message);
    if (person == null) {
      return Optional.empty();
    }
    LocalDate day = now.atZone(message.context().zone()).toLocalDate();
    return takes(person.key(), topic, day, message.requestId(), most.getAsInt())
        ? Optional.empty()
        : Optional.of(
            new Restriction.Forbidden(
                new TraceReason.FrequencyCapped(topic, most.getAsInt(), day.toString())));
  }

  /** False when the day is full, and the submission is not among those that were counted. */
  private boolean takes(UUID person, String topic, LocalDate day, UUID submission, int most) {
    int taken =
        jdbc.sql(
                """
                insert into daily_dose as d (person_key, topic, day, submissions)
                values (:person, :topic, :day, array[:submission::uuid])
                on conflict (person_key, topic, day) do update
                  set submissions = case when :submission::uuid = any (d.submissions)
                      then d.submissions else d.submissions || :submission::uuid end
                  where :submission::uuid = any (d.submissions)
                    or cardinality(d.submissions) < :most
                """)
            .param("person", person)
            .param("topic", topic)
            .param("day", day)
            .param("submission", submission)
            .param("most", most)
            .update();
    return taken == 1;
  }

  /** Of days that are over in every zone. */
  void forget() {
    jdbc.sql("delete from daily_dose where day < current_date - 2").update();
  }
}
