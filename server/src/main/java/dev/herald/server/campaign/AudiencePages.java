package dev.herald.server.campaign;

import dev.herald.channel.Reason;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * The pages of audiences that URLs answer, each asked for on a thread of its own: a URL that is
 * slow holds up no other campaign. Only the thread that works on campaigns uses it.
 */
@Component
class AudiencePages {
  private static final int TRIES = 4;
  private static final long PAUSE_MILLIS = 2_000;
  private static final int MOST_AT_ONCE = 64;

  private final AudienceCall call;
  private final CampaignStore store;
  private final Map<UUID, Asked> asked = new HashMap<>();
  private final Semaphore room = new Semaphore(MOST_AT_ONCE);
  private final Semaphore arrived = new Semaphore(0);

  AudiencePages(AudienceCall call, CampaignStore store) {
    this.call = call;
    this.store = store;
  }

  private record Asked(String cursor, FutureTask<AudienceCall.Page> page) {}

  /**
   * The page that a campaign goes on with. When it is not there yet it is asked for, and the
   * campaign is among those that {@link #awaited wait} until it is.
   *
   * @throws AudienceReader.AudienceUnreadable when the URL has answered nothing that can be read
   */
  Optional<AudienceCall.Page.Read> next(Campaign of, Audience.OfUrl url, UUID worker) {
    Asked there = asked.get(of.id());
    if (there == null || !there.cursor.equals(of.loadedTo())) {
      ask(of, url, worker);
      return Optional.empty();
    }
    if (!there.page.isDone()) {
      return Optional.empty();
    }
    asked.remove(of.id());
    return switch (answer(there.page)) {
      case AudienceCall.Page.Read read -> Optional.of(read);
      case AudienceCall.Page.Failed(Reason reason) ->
          throw new AudienceReader.AudienceUnreadable(reason);
    };
  }

  private static AudienceCall.Page answer(FutureTask<AudienceCall.Page> page) {
    if (page.state() == Future.State.SUCCESS) {
      return page.resultNow();
    }
    throw page.exceptionNow() instanceof RuntimeException failure
        ? failure
        : new IllegalStateException(page.exceptionNow());
  }

  private void ask(Campaign of, Audience.OfUrl url, UUID worker) {
    FutureTask<AudienceCall.Page> page =
        new FutureTask<>(() -> page(of, url, worker)) {
          @Override
          protected void done() {
            arrived.release();
          }
        };
    asked.put(of.id(), new Asked(of.loadedTo(), page));
    Thread.ofVirtual().name("audience").start(page);
  }

  /** An application that is being restarted is asked again a little later. */
  private AudienceCall.Page page(Campaign of, Audience.OfUrl url, UUID worker)
      throws InterruptedException {
    for (int tries = 1; ; tries++) {
      AudienceCall.Page page = askedOnce(of, url, worker);
      if (page instanceof AudienceCall.Page.Read || tries == TRIES) {
        return page;
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
  }

  private AudienceCall.Page askedOnce(Campaign of, Audience.OfUrl url, UUID worker)
      throws InterruptedException {
    room.acquire();
    try {
      store.renew(of, worker);
      return call.page(of, url, of.loadedTo());
    } finally {
      room.release();
    }
  }

  /** The campaigns whose page is still to come. */
  Set<UUID> awaited() {
    return asked.entrySet().stream()
        .filter(each -> !each.getValue().page.isDone())
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Lets go of the pages of all other campaigns: they were stopped, or another process has them.
   */
  void keep(Set<UUID> campaigns) {
    asked.keySet().retainAll(campaigns);
  }

  /** Waits until a page has come, though no longer than this. */
  void await(Duration longest) throws InterruptedException {
    if (arrived.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
      arrived.drainPermits();
    }
  }
}
