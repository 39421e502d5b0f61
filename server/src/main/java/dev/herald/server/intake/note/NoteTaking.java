package dev.herald.server.intake.note;

import dev.herald.server.job.RecurringJob;
import dev.herald.server.platform.database.DatabaseTrouble;
import dev.herald.server.platform.problem.FieldError;
import dev.herald.server.platform.problem.KeptText;
import dev.herald.server.platform.problem.RequestProblem;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes notes beside the way of submissions. What comes faster than it writes has no note. */
@Component
public class NoteTaking implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(NoteTaking.class);
  private static final int WAITING = 256;
  private static final int LARGEST = 64 * 1_024;
  private static final int MOST_FIELDS = 20;

  private final SubmissionNotes notes;
  private final JsonMapper json;
  private final Clock clock;
  private final BlockingQueue<Supplier<SubmissionNote>> waiting = new ArrayBlockingQueue<>(WAITING);
  private volatile @Nullable Thread writer;

  NoteTaking(SubmissionNotes notes, JsonMapper json, Clock clock) {
    this.notes = notes;
    this.json = json;
    this.clock = clock;
  }

  /**
   * Of a submission that was refused.
   *
   * @param application tells whose a body is; null: nobody's that is known
   */
  public void refused(
      byte[] body, RequestProblem problem, Function<JsonNode, @Nullable UUID> application) {
    if (body.length <= LARGEST) {
      var at = clock.instant();
      waiting.offer(() -> {
        JsonNode read = tree(body);
        return new SubmissionNote(
            at,
            application.apply(read),
            text(read, "tenant"),
            null,
            Mentions.of(read),
            new SubmissionNote.About(
                Objects.requireNonNullElse(text(read, "node"), ""),
                problem.reason(),
                fields(problem)));
      });
    }
  }

  /**
   * Of a message that was a repeat.
   *
   * @param mentions as they were written
   * @param messageId that stands for it
   */
  public void repeated(
      UUID application, String tenant, String node, Set<String> mentions, UUID messageId) {
    var at = clock.instant();
    waiting.offer(() ->
        new SubmissionNote(
            at,
            application,
            tenant,
            messageId,
            mentions,
            new SubmissionNote.About(node, null, List.of())));
  }

  private JsonNode tree(byte[] body) {
    try {
      return json.readTree(body);
    } catch (RuntimeException _) {
      return json.createObjectNode();
    }
  }

  private static @Nullable String text(JsonNode body, String name) {
    return body.path(name).isString() ? KeptText.kept(body.path(name).stringValue()) : null;
  }

  private static List<String> fields(RequestProblem problem) {
    return problem instanceof RequestProblem.Invalid invalid
        ? invalid.errors().stream().map(FieldError::field).distinct().limit(MOST_FIELDS).toList()
        : List.of();
  }

  private void write() {
    while (writer == Thread.currentThread()) {
      try {
        Supplier<SubmissionNote> next = waiting.poll(1, TimeUnit.SECONDS);
        if (next != null) {
          notes.add(next.get());
        }
      } catch (InterruptedException _) {
        return;
      } catch (RuntimeException e) {
        log.warn(
            "A note of a submission was not written{}",
            DatabaseTrouble.passing(e) ? ": the database is away" : ": " + e.getClass());
      }
    }
  }

  @Bean
  RecurringJob forgetSubmissions() {
    return new RecurringJob(
        "forget-submission-notes",
        Duration.ofHours(6),
        () -> notes.forgetBefore(clock.instant().minus(SubmissionNotes.KEPT)));
  }

  @Override
  public void start() {
    writer = Thread.ofPlatform().name("submission-notes").daemon().unstarted(this::write);
    writer.start();
  }

  @Override
  public void stop() {
    Thread last = writer;
    writer = null;
    if (last != null) {
      last.interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return writer != null;
  }
}
