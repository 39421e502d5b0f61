package dev.herald.server.intake;

import dev.herald.server.dispatch.Foresight;
import dev.herald.server.intake.dryrun.DryRun;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.Wording;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.Saved;
import dev.herald.server.task.Submission;
import dev.herald.server.task.store.TaskStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tells of a submission what would become of it. It goes the way of {@link Intake}, gives back what
 * it took of the application's rate and quota, and looks where that would save.
 */
@Component
class Rehearsal {
  private final SubmissionMemory memory;
  private final Preparation preparation;
  private final TaskStore store;
  private final Foresight foresight;

  Rehearsal(
      SubmissionMemory memory, Preparation preparation, TaskStore store, Foresight foresight) {
    this.memory = memory;
    this.preparation = preparation;
    this.store = store;
    this.foresight = foresight;
  }

  /**
   * @param wording of whoever asks
   * @throws RequestProblem when it would not be taken
   */
  DryRun of(Incoming submission, Wording wording) {
    try (var _ = memory.work(submission.bytes())) {
      return switch (preparation.of(submission)) {
        case Prepared.Over(IntakeResult result) -> DryRun.repeating(result.ack());
        case Prepared.Ready ready -> {
          ready.spending().giveBack();
          yield of(ready, wording);
        }
      };
    }
  }

  private DryRun of(Prepared.Ready ready, Wording wording) {
    Submission submission = ready.submission();
    return (submission.key() == null
            ? Optional.<Saved>empty()
            : store.earlier(submission.applicationId(), submission.key()))
        .map(earlier -> DryRun.repeating(Saving.result(earlier).ack()))
        .orElseGet(() -> new DryRun(null, ready.lane(), messages(submission, wording)));
  }

  private List<DryRun.Prospect> messages(Submission submission, Wording wording) {
    Map<UUID, Saved.Line> repeats = store.repeats(submission.messages());
    Map<Integer, Submission.Repeat> without = new HashMap<>();
    submission.repeats().forEach(repeat -> without.put(repeat.position(), repeat));
    Map<UUID, Integer> places = new HashMap<>();
    List<DryRun.Prospect> prospects = new ArrayList<>();
    var messages = submission.messages().iterator();
    int lines = submission.messages().size() + without.size();
    for (int place = 0; place < lines; place++) {
      Submission.Repeat repeat = without.get(place);
      if (repeat == null) {
        NewMessage message = messages.next();
        places.put(message.id(), place);
        prospects.add(prospect(message, repeats.get(message.id()), places, wording));
      } else {
        prospects.add(
            DryRun.Prospect.duplicate(
                repeat.route().channel().name(),
                repeat.route().destination().masked(),
                null,
                places.get(repeat.of())));
      }
    }
    return prospects;
  }

  private DryRun.Prospect prospect(
      NewMessage message, Saved.@Nullable Line held, Map<UUID, Integer> places, Wording wording) {
    if (held == null) {
      return DryRun.Prospect.of(foresight.of(message), wording);
    }
    Integer line = places.get(held.id());
    return DryRun.Prospect.duplicate(
        held.channel(), held.destination(), line == null ? held.id() : null, line);
  }
}
