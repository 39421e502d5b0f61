package dev.herald.server.intake.allowance;

import dev.herald.channel.RateCap;
import dev.herald.server.authorization.Application;
import dev.herald.server.lane.Lanes;
import dev.herald.server.limit.cap.SharedCap;
import dev.herald.server.limit.cap.SharedCaps;
import dev.herald.server.platform.database.Outage;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.ProblemReason;
import dev.herald.server.reason.SubmissionFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How many messages an application may submit: its rate and its quota, in the whole cluster. */
@Component
public class ApplicationCaps {
  private final SharedCaps caps;
  private final Lanes lanes;
  private final Map<Kind, Open> open = new ConcurrentHashMap<>();

  ApplicationCaps(SharedCaps caps, Lanes lanes) {
    this.caps = caps;
    this.lanes = lanes;
  }

  /** Whether it has a rate or a quota. */
  public static boolean isLimited(Application application) {
    return application.rate() != null || application.quota() != null;
  }

  private record Kind(UUID applicationId, String name) {}

  private record Open(String agreed, UUID holder, SharedCap cap) {}

  /**
   * Permits that were taken for something, until it is known whether it was done.
   *
   * @param owed whether they are still to be taken
   */
  public record Spending(List<SharedCap> caps, int messages, boolean owed) {
    /**
     * During an {@link Outage} nobody can say what is left: whoever saves the messages takes it.
     */
    private static final Spending OWED = new Spending(List.of(), 0, true);

    public Spending {
      caps = List.copyOf(caps);
    }

    public void keep() {
      long now = System.nanoTime();
      caps.forEach(cap -> cap.ended(now, messages));
    }

    public void giveBack() {
      caps.forEach(cap -> cap.unused(messages));
    }
  }

  /**
   * Takes permits of its rate and its quota, which are to be kept or given back.
   *
   * @throws RequestProblem.TooMany when its rate or quota is used up
   * @throws RequestProblem.Invalid when no time would be enough for so many at once
   */
  public Spending spend(Application application, int messages) {
    if (isLimited(application) && Outage.isNow()) {
      return Spending.OWED;
    }
    List<SharedCap> taken = new ArrayList<>();
    try {
      take(application, "rate", application.rate(), messages, taken);
      take(application, "quota", application.quota(), messages, taken);
      return new Spending(taken, messages, false);
    } catch (RequestProblem refused) {
      new Spending(taken, messages, false).giveBack();
      if (refused instanceof RequestProblem.TooMany && Outage.isNow()) {
        return Spending.OWED;
      }
      throw refused;
    }
  }

  /** Its rate and its quota, by these names; those that it has. */
  public Map<String, SharedCap> caps(Application application) {
    if (!isLimited(application)) {
      return Map.of();
    }
    Map<String, SharedCap> caps = new LinkedHashMap<>();
    add("rate", application.rate(), application, caps);
    add("quota", application.quota(), application, caps);
    return caps;
  }

  private void add(
      String kind, @Nullable String agreed, Application application, Map<String, SharedCap> caps) {
    if (agreed != null) {
      caps.put(kind, cap(new Kind(application.id(), kind), agreed));
    }
  }

  private void take(
      Application application,
      String kind,
      @Nullable String agreed,
      int messages,
      List<SharedCap> taken) {
    if (agreed == null) {
      return;
    }
    SharedCap cap = cap(new Kind(application.id(), kind), agreed);
    if (messages > cap.cap().permits()) {
      throw new RequestProblem.Invalid(
          "to", new SubmissionFault.QuotaTooSmall(messages, kind, String.valueOf(agreed)));
    }
    if (!cap.tryTake(System.nanoTime(), messages)) {
      caps.askNow(cap);
      if (!cap.tryTake(System.nanoTime(), messages)) {
        long now = System.nanoTime();
        throw new RequestProblem.TooMany(
            new ProblemReason.AllowanceUsedUp(application.code(), kind, String.valueOf(agreed)),
            Duration.ofNanos(cap.comesBack(now) - now));
      }
    }
    taken.add(cap);
  }

  private SharedCap cap(Kind kind, String agreed) {
    UUID holder = lanes.lease().id();
    Open present = open.get(kind);
    return present != null && present.agreed.equals(agreed) && present.holder.equals(holder)
        ? present.cap
        : renewed(kind, agreed, holder);
  }

  private SharedCap renewed(Kind kind, String agreed, UUID holder) {
    return open.compute(
            kind,
            (_, present) -> {
              if (present != null
                  && present.agreed.equals(agreed)
                  && present.holder.equals(holder)) {
                return present;
              }
              if (present != null) {
                present.cap.retire();
              }
              return new Open(
                  agreed,
                  holder,
                  caps.open(kind.applicationId, RateCap.parse(agreed), holder, () -> {}));
            })
        .cap;
  }
}
