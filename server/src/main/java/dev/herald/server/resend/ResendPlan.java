package dev.herald.server.resend;

import dev.herald.channel.Channel;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Reach;
import dev.herald.server.job.JobScheduler;
import dev.herald.server.message.MessageFilters;
import dev.herald.server.platform.Ids;
import dev.herald.server.platform.problem.FieldError;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.SubmissionFault;
import dev.herald.server.search.MessageFilter;
import dev.herald.server.source.Sources;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says what resending many messages would do, and makes the job that does it. */
@Component
class ResendPlan {
  /** What works on what is made here. */
  static final String JOB = "resend-messages";

  private static final int USUAL_RATE = 50;
  private static final int HIGHEST_RATE = 1_000;
  private static final Set<String> NOT_OF_A_JOB = Set.of("cursor", "limit");

  private final MessageFilters filters;
  private final Resendable resendable;
  private final ResendJobs jobs;
  private final JobScheduler scheduler;
  private final Sources sources;
  private final Clock clock;

  ResendPlan(
      MessageFilters filters,
      Resendable resendable,
      ResendJobs jobs,
      JobScheduler scheduler,
      Sources sources,
      Clock clock) {
    this.filters = filters;
    this.resendable = resendable;
    this.jobs = jobs;
    this.scheduler = scheduler;
    this.sources = sources;
    this.clock = clock;
  }

  /**
   * What to resend.
   *
   * @param filter as the list of messages takes it, without cursor and limit
   * @param perSecond at most so many, 1 to 1,000; 50 unless said
   */
  record ResendSelection(
      @Schema(minimum = "1", maximum = "1000") @Nullable Map<String, String> filter,
      @Nullable Integer perSecond) {
    /** A filter may hold an address. */
    @Override
    public String toString() {
      return "resend order";
    }
  }

  /**
   * @param count how many would be sent again, or taken back where their providers can
   * @param leftOut how many would not be, and why
   * @param estimatedSeconds at this rate, under the rate caps of the sources
   * @param capped only the newest were looked at, and there may be more
   */
  record ResendPreview(
      long count,
      Map<Resendable.Omission, Long> leftOut,
      Map<String, Long> byChannel,
      int perSecond,
      long estimatedSeconds,
      boolean capped) {}

  ResendPreview preview(Caller.Staff caller, ResendSelection order, ResendJob.Act act) {
    int rate = rate(order);
    Resendable.Preview found = resendable.preview(filter(caller, order), act);
    Map<String, Long> byChannel = new TreeMap<>();
    found.count().forEach((stream, count) -> byChannel.merge(stream.channel(), count, Long::sum));
    long count = byChannel.values().stream().mapToLong(Long::longValue).sum();
    return new ResendPreview(
        count,
        found.leftOut(),
        byChannel,
        rate,
        seconds(found.count(), count, rate),
        found.capped());
  }

  /**
   * What a job is to do, see {@link ResendJob}.
   *
   * @param others of recalls
   * @param sendAt of reschedules
   */
  record Order(ResendJob.Act act, boolean others, @Nullable String sendAt) {}

  ResendJob make(Caller.Staff caller, ResendSelection order, Order what) {
    ResendPreview preview = preview(caller, order, what.act);
    UUID id = Ids.next();
    ResendJob job =
        new ResendJob(
            id,
            what.act,
            what.others,
            what.sendAt,
            ResendJob.State.RUNNING,
            wanted(order),
            preview.perSecond,
            caller.name(),
            clock.instant(),
            null,
            preview.count,
            0,
            0,
            Map.of(),
            null,
            null,
            null);
    jobs.make(job, id);
    scheduler.hurry(JOB);
    return job;
  }

  private MessageFilter filter(Caller.Staff caller, ResendSelection order) {
    Map<String, String> wanted = wanted(order);
    for (String name : NOT_OF_A_JOB) {
      if (wanted.containsKey(name)) {
        throw new RequestProblem.Invalid("filter." + name, new SubmissionFault.FilterNotForJobs());
      }
    }
    requireWithin(caller.reach(), wanted);
    try {
      return filters.read(caller, wanted).filter();
    } catch (RequestProblem.Invalid invalid) {
      throw new RequestProblem.Invalid(
          invalid.errors().stream()
              .map(each -> new FieldError("filter." + each.field(), each.reason()))
              .toList());
    }
  }

  /** A job goes by its filter alone, so the filter must say what its maker is limited to. */
  private static void requireWithin(Reach reach, Map<String, String> filter) {
    FieldErrors errors = new FieldErrors();
    if (!reach.covers(Reach.Limit.TENANTS, filter.get("tenant"))) {
      errors.add("filter.tenant", new SubmissionFault.TenantOfReach());
    }
    if (!reach.covers(Reach.Limit.APPLICATIONS, filter.get("application"))) {
      errors.add("filter.application", new SubmissionFault.ApplicationOfReach());
    }
    errors.throwIfAny();
  }

  /** Everything there is, is never meant. */
  private Map<String, String> wanted(ResendSelection order) {
    Map<String, String> filter = new HashMap<>();
    if (order.filter() != null) {
      filter.putAll(order.filter());
    }
    // As everywhere, null is the same as absent: a variable of a script that was never set.
    filter.values().removeIf(Objects::isNull);
    if (filter.isEmpty()) {
      throw new RequestProblem.Invalid("filter", new SubmissionFault.FilterMissing());
    }
    // A job outlives the handle of a search.
    return filters.opened(filter);
  }

  private static int rate(ResendSelection order) {
    int rate = order.perSecond() == null ? USUAL_RATE : order.perSecond();
    if (rate < 1 || rate > HIGHEST_RATE) {
      throw new RequestProblem.Invalid(
          "perSecond", new FieldFault.NumberOutOfRange(1, HIGHEST_RATE));
    }
    return rate;
  }

  private long seconds(Map<Resendable.TenantChannel, Long> streams, long count, int rate) {
    double longest = (double) count / rate;
    for (Map.Entry<Resendable.TenantChannel, Long> stream : streams.entrySet()) {
      longest =
          Math.max(
              longest,
              stream.getValue()
                  / sources.perSecond(
                      stream.getKey().tenantId(), new Channel(stream.getKey().channel())));
    }
    return (long) Math.ceil(longest);
  }
}
