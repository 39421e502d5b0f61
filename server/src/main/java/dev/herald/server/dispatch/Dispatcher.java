package dev.herald.server.dispatch;

import dev.herald.server.lane.HeldTask;
import dev.herald.server.lane.TaskHandler;
import dev.herald.server.node.Renderer;
import dev.herald.server.node.Rendering;
import dev.herald.server.node.Templates;
import dev.herald.server.task.MessageContext;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.MessageTask;
import dev.herald.server.task.Settlement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Makes one attempt at a task: still wanted? whose turn? what does it say? call, verdict. */
@Component
class Dispatcher implements TaskHandler {
  private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

  private final SourceChoice sources;
  private final Templates templates;
  private final Renderer renderer;
  private final Delivery delivery;
  private final Inquiry inquiry;
  private final Clock clock;

  Dispatcher(
      SourceChoice sources,
      Templates templates,
      Renderer renderer,
      Delivery delivery,
      Inquiry inquiry,
      Clock clock) {
    this.sources = sources;
    this.templates = templates;
    this.renderer = renderer;
    this.delivery = delivery;
    this.inquiry = inquiry;
    this.clock = clock;
  }

  @Override
  public Settlement handle(HeldTask held) {
    MessageTask task = held.task();
    try {
      return task.state() == MessageState.UNKNOWN ? inquiry.ask(task) : attempt(held);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return later(task, new Turn.Later(Duration.ZERO, "the process is stopping", false));
    } catch (RuntimeException bug) {
      log.error("Message {} met an error inside Herald", task.id(), bug);
      String reason = "an error inside Herald (%s)".formatted(bug.getClass().getSimpleName());
      return task.state() == MessageState.UNKNOWN
          ? inquiry.askAgain(task, clock.instant(), reason, null)
          : delivery.trouble(task, reason);
    }
  }

  private Settlement attempt(HeldTask held) throws InterruptedException {
    MessageTask task = held.task();
    if (isExpired(task)) {
      return expired(task);
    }
    return switch (sources.next(held)) {
      case Turn.Nobody nobody -> delivery.trouble(task, nobody.reason());
      case Turn.Later wait -> later(task, wait);
      case Turn.Granted granted -> {
        try (granted) {
          yield isExpired(task) ? expired(task) : deliver(held, granted);
        }
      }
    };
  }

  private Settlement deliver(HeldTask held, Turn.Granted granted) {
    MessageContext context = held.task().message().context();
    Rendering rendering =
        renderer.render(
            templates.version(context.leg().templateVersionId()),
            context.data(),
            context.locale(),
            context.zone());
    return switch (rendering) {
      case Rendering.Rendered(var content) -> delivery.deliver(held, granted, content);
      case Rendering.Failed(String reason) ->
          Endings.failed(
              held.task(), clock.instant(), "the template could not be rendered: " + reason, null);
    };
  }

  private boolean isExpired(MessageTask task) {
    Instant expiry = task.message().expiresAt();
    return expiry != null && !clock.instant().isBefore(expiry);
  }

  private Settlement expired(MessageTask task) {
    return Endings.finished(
        task,
        clock.instant(),
        MessageState.EXPIRED,
        "it was worth sending until %s".formatted(task.message().expiresAt()),
        null);
  }

  /** Later, without an attempt being counted; spread, so that not all come back at once. */
  private Settlement later(MessageTask task, Turn.Later wait) {
    Instant now = clock.instant();
    Instant due = now.plus(wait.after()).plusMillis(ThreadLocalRandom.current().nextLong(50));
    return wait.told() && task.deferral() == null
        ? Endings.postponed(task, now, due, false, wait.reason(), null)
        : Endings.deferred(task, due, wait.reason());
  }
}
