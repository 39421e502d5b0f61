package dev.herald.server.campaign;

import dev.herald.server.lane.BackgroundWork;
import dev.herald.server.lane.Lanes;
import dev.herald.server.platform.Ids;
import dev.herald.server.platform.Niceness;
import dev.herald.server.platform.Shutdown;
import dev.herald.server.platform.csv.CsvUnreadable;
import dev.herald.server.platform.database.DatabaseTrouble;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.TraceReason;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Works on campaigns side by side, a chunk of each in turn, until none is left that can go on. One
 * that can't go on, or whose URL is slow, holds up no other.
 */
@Component
class CampaignWorker {
  private static final Logger log = LoggerFactory.getLogger(CampaignWorker.class);

  private static final Set<Campaign.State> SENDING = Set.of(Campaign.State.RUNNING);
  private static final Set<Campaign.State> ALL =
      Set.of(Campaign.State.LOADING, Campaign.State.RUNNING);

  /** How long it waits while nothing is due, at most: somebody may have started another. */
  private static final Duration MOMENT = Duration.ofMillis(500);

  private final CampaignStore store;
  private final AudiencePages pages;
  private final CampaignLoading loading;
  private final CampaignSending sending;
  private final Lanes lanes;
  private final CampaignSettings settings;
  private final Shutdown shutdown;
  private final UUID self = Ids.next();

  /** When those that have just sent may send again, on this process's clock. */
  private final Map<UUID, Long> rests = new HashMap<>();

  CampaignWorker(
      CampaignStore store,
      AudiencePages pages,
      CampaignLoading loading,
      CampaignSending sending,
      Lanes lanes,
      CampaignSettings settings,
      Shutdown shutdown) {
    this.store = store;
    this.pages = pages;
    this.loading = loading;
    this.sending = sending;
    this.lanes = lanes;
    this.settings = settings;
    this.shutdown = shutdown;
  }

  /** One process at a time does this; whatever somebody waits for goes before it. */
  void run() {
    FutureTask<Void> work =
        new FutureTask<>(
            () -> {
              Niceness.lowerPriority();
              untilNoneIsLeft(lanes.background(settings.besideUrgent()));
            },
            null);
    Thread worker = Thread.ofPlatform().name("campaigns").start(work);
    try {
      work.get();
    } catch (InterruptedException e) {
      worker.interrupt();
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause();
    }
  }

  private void untilNoneIsLeft(BackgroundWork background) {
    try {
      while (!shutdown.begun()) {
        rest(background);
        Set<UUID> awaited = pages.awaited();
        List<UUID> held = Stream.concat(resting().stream(), awaited.stream()).toList();
        Optional<Campaign> next = store.take(self, ALL, held);
        if (next.isPresent()) {
          work(next.get(), background);
          continue;
        }
        pages.keep(awaited);
        if (held.isEmpty()) {
          return;
        }
        pause();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<UUID> resting() {
    long now = System.nanoTime();
    rests.values().removeIf(until -> until - now <= 0);
    return List.copyOf(rests.keySet());
  }

  private void pause() throws InterruptedException {
    long now = System.nanoTime();
    long soonest =
        rests.values().stream().mapToLong(until -> until - now).min().orElse(MOMENT.toNanos());
    pages.await(Duration.ofNanos(Math.clamp(soonest, 0, MOMENT.toNanos())));
  }

  private void rest(BackgroundWork background) {
    background.rest(() -> !shutdown.begun());
  }

  /** A large audience is minutes of loading, and others go on meanwhile. */
  private void sendWhatIsDue(BackgroundWork background) {
    rest(background);
    for (Optional<Campaign> next = store.take(self, SENDING, resting());
        next.isPresent() && !shutdown.begun();
        next = store.take(self, SENDING, resting())) {
      work(next.get(), background);
      rest(background);
    }
  }

  private void load(Campaign campaign, BackgroundWork background) {
    if (campaign.audience() instanceof Audience.OfUrl url) {
      pages.next(campaign, url, self).ifPresent(page -> loading.load(campaign, self, page));
    } else {
      loading.load(campaign, self, background::isRestrained, () -> sendWhatIsDue(background));
    }
  }

  private void work(Campaign campaign, BackgroundWork background) {
    long begun = System.nanoTime();
    try {
      if (campaign.state() == Campaign.State.LOADING) {
        load(campaign, background);
      } else {
        Duration rest = sending.send(campaign, self);
        if (rest.isPositive()) {
          rests.put(campaign.id(), begun + rest.toNanos());
        }
      }
    } catch (AudienceReader.AudienceUnreadable unreadable) {
      store.fail(campaign, self, unreadable.reason());
    } catch (CsvUnreadable unreadable) {
      store.fail(campaign, self, unreadable.reason());
    } catch (RequestProblem gone) {
      store.fail(campaign, self, gone.reason());
    } catch (RuntimeException failure) {
      if (DatabaseTrouble.passing(failure)) {
        throw failure;
      }
      log.warn("Campaign {} could not go on: {}", campaign.id(), failure.toString());
      store.fail(campaign, self, new TraceReason.ErrorInside(failure.getClass().getSimpleName()));
    }
  }
}
