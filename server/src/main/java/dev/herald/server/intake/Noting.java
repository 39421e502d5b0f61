package dev.herald.server.intake;

import dev.herald.server.application.Applications;
import dev.herald.server.authorization.Caller;
import dev.herald.server.directory.Tenants;
import dev.herald.server.intake.note.Mentions;
import dev.herald.server.intake.note.NoteTaking;
import dev.herald.server.intake.plan.Senders;
import dev.herald.server.node.Nodes;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.Saved;
import dev.herald.server.task.Submission;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Has a note taken of what was refused, or said before. */
@Component
class Noting {
  private final NoteTaking notes;
  private final Senders senders;
  private final Nodes nodes;
  private final Tenants tenants;

  Noting(NoteTaking notes, Applications applications, Nodes nodes, Tenants tenants) {
    this.notes = notes;
    this.senders = new Senders(applications);
    this.nodes = nodes;
    this.tenants = tenants;
  }

  void of(
      List<? extends Incoming> submissions, List<Prepared> prepared, List<IntakeResult> results) {
    for (int i = 0; i < results.size(); i++) {
      switch (results.get(i)) {
        case IntakeResult.Accepted(Saved.Ack ack) when hasRepeats(ack) -> {
          if (prepared.get(i) instanceof Prepared.Ready ready) {
            repeats(ready.submission(), ack);
          }
        }
        case IntakeResult.Refused(RequestProblem problem) -> refused(submissions.get(i), problem);
        case IntakeResult.Accepted _,
            IntakeResult.Repeated _,
            IntakeResult.Busy _,
            IntakeResult.Failed _ -> {}
      }
    }
  }

  private static boolean hasRepeats(Saved.Ack ack) {
    for (Saved.Line line : ack.messages()) {
      if (line.duplicate()) {
        return true;
      }
    }
    return false;
  }

  private void refused(Incoming submission, RequestProblem problem) {
    switch (submission) {
      case Incoming.Call call -> refused(call.caller(), call.json(), problem);
      case Incoming.Line line -> refused(line.caller(), line.json(), problem);
      case Incoming.Derived _ -> {}
    }
  }

  private void refused(Caller caller, byte[] body, RequestProblem problem) {
    notes.refused(body, problem, read -> senders.guess(caller, read).orElse(null));
  }

  /** The lines stand in the order of the messages, those without one of their own between them. */
  private void repeats(Submission submission, Saved.Ack ack) {
    Set<Integer> without =
        submission.repeats().stream().map(Submission.Repeat::position).collect(Collectors.toSet());
    int next = 0;
    for (int i = 0; i < ack.messages().size() && next < submission.messages().size(); i++) {
      if (without.contains(i)) {
        continue;
      }
      NewMessage message = submission.messages().get(next++);
      if (ack.messages().get(i).duplicate()) {
        repeated(message, ack.messages().get(i));
      }
    }
  }

  private void repeated(NewMessage message, Saved.Line line) {
    Set<String> mentions = new HashSet<>();
    mentions.add(Mentions.normal(message.context().route().destination().address()));
    if (message.context().recipient() != null) {
      mentions.add(Mentions.normal(message.context().recipient()));
    }
    if (message.context().reference() != null) {
      mentions.add(Mentions.normal(message.context().reference()));
    }
    notes.repeated(
        message.ownership().applicationId(),
        tenants.get(message.ownership().tenantId()).code(),
        nodes.get(message.ownership().nodeId()).code(),
        mentions,
        line.id());
  }
}
