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
    return counted(message, node, now)
        .filter(day -> !takes(day, message.requestId()))
        .map(Day::full);
  }

  /** As above, without taking a place. */
  public Optional<Restriction> wouldBe(NewMessage message, Node node, Instant now) {
    return counted(message, node, now)
        .filter(day -> !hasRoom(day, message.requestId()))
        .map(Day::full);
  }

  /** A person's day. */
  private record Day(UUID person, String topic, LocalDate date, int most) {
    Restriction full() {
      return new Restriction.Forbidden(
          new TraceReason.FrequencyCapped(topic, most, date.toString()));
    }
  }

  private Optional<Day> counted(NewMessage message, Node node, Instant now) {
    String topic = node.courtesy().topic();
    OptionalInt most =
        node.courtesy().exempt() || node.courtesy().hasOwnTopic()
            ? OptionalInt.empty()
            : topics.perDay(topic);
    Person person = most.isEmpty() ? null : persons.of(message);
    return person == null
        ? Optional.empty()
        : Optional.of(
            new Day(
                person.key(),
                topic,
                now.atZone(message.context().zone()).toLocalDate(),
                most.getAsInt()));
  }

  private boolean hasRoom(Day day, UUID submission) {
    return jdbc.sql(
            """
            select not exists (select from daily_dose
              where person_key = :person and topic = :topic and day = :day
                and cardinality(submissions) >= :most
                and not :submission::uuid = any (submissions))
            """)
        .param("person", day.person)
        .param("topic", day.topic)
        .param("day", day.date)
        .param("most", day.most)
        .param("submission", submission)
        .query(Boolean.class)
        .single();
  }

  /** False when the day is full, and the submission is not among those that were counted. */
  private boolean takes(Day day, UUID submission) {
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
            .param("person", day.person)
            .param("topic", day.topic)
            .param("day", day.date)
            .param("submission", submission)
            .param("most", day.most)
            .update();
    return taken == 1;
  }

  /** Of days that are over in every zone. */
  void forget() {
    jdbc.sql("delete from daily_dose where day < current_date - 2").update();
  }
}
