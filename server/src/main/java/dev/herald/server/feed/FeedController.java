package dev.herald.server.feed;

import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Reach;
import dev.herald.server.authorization.Requires;
import dev.herald.server.platform.Durations;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.Page;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.Thing;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** For people who look after feeds. */
@RestController
@RequestMapping("/v1/feeds")
@Tag(name = "Feeds")
class FeedController {
  private static final String WAITING =
      """
      select e.message_id, e.put_at, e.due_at, e.deliveries, e.ordering is not null as ordered,
        l.consumer, l.until
      from feed_entry e
      left join feed_lease l
        on l.message_id = e.message_id and l.acked_at is null and l.until > now()
      where e.feed = :feed and not e.test and (e.put_at, e.message_id) > (:at, :id)
      order by e.put_at, e.message_id limit :limit
      """;
  private static final UUID FIRST = new UUID(0, 0);

  private final FeedFigures figures;
  private final FeedSettings settings;
  private final JdbcClient jdbc;
  private final AuditLog audit;

  FeedController(FeedFigures figures, FeedSettings settings, JdbcClient jdbc, AuditLog audit) {
    this.figures = figures;
    this.settings = settings;
    this.jdbc = jdbc;
    this.audit = audit;
  }

  /**
   * A feed and how it hands messages out.
   *
   * @param lease how long a consumer has a message, unless it asks for another time
   * @param deliveries how often a message is handed out at most
   */
  record FeedView(
      String code, String lease, int deliveries, List<FeedFigures.Consumer> consumers) {}

  /**
   * How a feed shall hand messages out.
   *
   * @param lease left out: 30s
   * @param deliveries left out: 5
   */
  record FeedSpec(
      @Schema(example = "30s") @Nullable String lease,
      @Schema(minimum = "1", maximum = "1000") @Nullable Integer deliveries) {}

  /**
   * A message in a feed; what it says is for its own page to show.
   *
   * @param dueAt when it is handed out, or was
   * @param consumer who has it now
   */
  record WaitingMessage(
      UUID message,
      Instant putAt,
      Instant dueAt,
      int deliveries,
      boolean ordered,
      @Nullable String consumer,
      @Nullable Instant leasedUntil) {}

  @Requires(
      value = Permission.READ,
      across = {Reach.Limit.TENANTS, Reach.Limit.APPLICATIONS})
  @GetMapping
  @Operation(
      operationId = "listFeeds",
      summary = "The feeds, and how much waits in each",
      description = "What test keys sent is not counted. Counting stops at 100,000.")
  Page<FeedFigures.Figures> list(Caller.Staff caller) {
    return Page.all(figures.all());
  }

  @Requires(
      value = Permission.READ,
      across = {Reach.Limit.TENANTS, Reach.Limit.APPLICATIONS})
  @GetMapping("/{feed}")
  @Operation(operationId = "getFeed", summary = "How a feed hands messages out, and to whom")
  FeedView get(Caller.Staff caller, @PathVariable String feed) {
    if (!settings.exists(feed)) {
      throw new RequestProblem.NotFound(Thing.FEED, feed);
    }
    FeedTerms terms = settings.terms(feed);
    return new FeedView(
        feed, Durations.print(terms.lease()), terms.deliveries(), figures.consumers(feed));
  }

  @Requires(
      value = Permission.EDIT,
      across = {Reach.Limit.TENANTS, Reach.Limit.APPLICATIONS})
  @PutMapping("/{feed}")
  @Operation(
      operationId = "putFeed",
      summary = "Set how a feed hands messages out",
      description = "A feed is there once something was sent to it; it need not be set up.")
  @Transactional
  public FeedView put(Caller.Staff caller, @PathVariable String feed, @RequestBody FeedSpec spec) {
    FieldErrors errors = new FieldErrors();
    errors.code("feed", feed);
    FeedTerms terms =
        new FeedTerms(
            FeedOrders.duration(
                "lease",
                spec.lease(),
                FeedTerms.USUAL.lease(),
                FeedTerms.SHORTEST_LEASE,
                FeedTerms.LONGEST_LEASE,
                errors),
            deliveries(spec.deliveries(), errors));
    errors.throwIfAny();
    settings.write(feed, terms);
    audit.record(
        Act.of("feed.updated", "feed", feed)
            .with(
                Map.of("lease", Durations.print(terms.lease()), "deliveries", terms.deliveries())));
    return get(caller, feed);
  }

  private static int deliveries(@Nullable Integer written, FieldErrors errors) {
    if (written == null) {
      return FeedTerms.USUAL.deliveries();
    }
    if (written < 1 || written > FeedTerms.MOST_DELIVERIES) {
      errors.add("deliveries", new FieldFault.NumberOutOfRange(1, FeedTerms.MOST_DELIVERIES));
    }
    return written;
  }

  @Requires(
      value = Permission.READ,
      across = {Reach.Limit.TENANTS, Reach.Limit.APPLICATIONS})
  @GetMapping("/{feed}/waiting")
  @Operation(
      operationId = "peekFeed",
      summary = "What waits in a feed, the longest first, without taking it")
  Page<WaitingMessage> waiting(
      Caller.Staff caller,
      @PathVariable String feed,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    int size = Page.size(limit);
    Place after = Place.of(Page.position(cursor));
    List<WaitingMessage> read =
        jdbc.sql(WAITING)
            .param("feed", feed)
            .param("at", Timestamp.from(after.at))
            .param("id", after.id)
            .param("limit", size + 1)
            .query((row, _) ->
                new WaitingMessage(
                    row.getObject("message_id", UUID.class),
                    FeedRows.instantOf(row, "put_at"),
                    FeedRows.instantOf(row, "due_at"),
                    row.getInt("deliveries"),
                    row.getBoolean("ordered"),
                    row.getString("consumer"),
                    FeedRows.instant(row, "until")))
            .list();
    return Page.of(read, size, last -> last.putAt() + " " + last.message());
  }

  /** Where a page of what waits ends. */
  private record Place(Instant at, UUID id) {
    static Place of(String position) {
      if (position.isEmpty()) {
        return new Place(Instant.EPOCH, FIRST);
      }
      try {
        String[] parts = position.split(" ", 2);
        return new Place(Instant.parse(parts[0]), UUID.fromString(parts[parts.length - 1]));
      } catch (RuntimeException _) {
        throw new RequestProblem.Invalid("cursor", new FieldFault.CursorForeign());
      }
    }
  }
}
