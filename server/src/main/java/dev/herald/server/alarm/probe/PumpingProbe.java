package dev.herald.server.alarm.probe;

import dev.herald.channel.Destination;
import dev.herald.server.alarm.rule.AlarmKind;
import dev.herald.server.alarm.rule.Finding;
import dev.herald.server.alarm.rule.Probe;
import dev.herald.server.message.Feedback;
import dev.herald.server.node.Node;
import dev.herald.server.node.Nodes;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.AlarmReason;
import dev.herald.server.search.MessageFilter;
import dev.herald.server.search.Messages;
import dev.herald.server.statistics.TrafficFigures;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Codes that are drawn for their price: many to one number or one block of numbers, or many that
 * nobody enters. Only nodes of the critical lane send codes. Whom they went to is sealed, so that
 * the newest messages of a node are opened once its figures say that it sent enough.
 */
@Component
class PumpingProbe implements Probe {
  private static final String LANE = "critical";
  private static final int MINUTES = 10;
  private static final int FEWEST = 10;
  private static final int LOOKED_AT = 2_000;

  /** Of a number's last digits that don't tell blocks apart. */
  private static final int BLOCK_DIGITS = 4;

  /** A block is as suspicious as a number when it has so many times as many. */
  private static final double BLOCK = 10;

  private static final int HOUR = 60;
  private static final int FEWEST_OF_HOUR = 50;
  private static final int DAYS = 7;

  private final TrafficFigures traffic;
  private final Nodes nodes;
  private final Messages messages;
  private final Feedback feedback;
  private final NodeNames names;

  PumpingProbe(
      TrafficFigures traffic, Nodes nodes, Messages messages, Feedback feedback, NodeNames names) {
    this.traffic = traffic;
    this.nodes = nodes;
    this.messages = messages;
    this.feedback = feedback;
    this.names = names;
  }

  @Override
  public Set<AlarmKind> kinds() {
    return Set.of(AlarmKind.CODE_PUMPING, AlarmKind.CODES_UNUSED);
  }

  @Override
  public List<Finding> look(Instant now) {
    return Stream.concat(pumped(now), unused(now)).toList();
  }

  // --- many to the same ---

  private Stream<Finding> pumped(Instant now) {
    Instant from = now.minus(MINUTES, ChronoUnit.MINUTES);
    return traffic.volumes(from.truncatedTo(ChronoUnit.MINUTES)).stream()
        .filter(volume -> volume.count() >= FEWEST)
        .filter(volume -> sendsCodes(volume.nodeId()))
        .flatMap(volume -> pumped(volume.nodeId(), from).stream());
  }

  private Optional<Finding> pumped(UUID nodeId, Instant from) {
    return names.of(nodeId).flatMap(name -> worst(nodeId, from).map(worst -> finding(name, worst)));
  }

  private boolean sendsCodes(UUID nodeId) {
    try {
      Node node = nodes.get(nodeId);
      return node.lane().equals(LANE);
    } catch (RequestProblem.NotFound _) {
      return false;
    }
  }

  /**
   * What drew most.
   *
   * @param numbers masked
   * @param value as the rule has it
   */
  record Drawn(String numbers, long count, double value) {}

  private Optional<Drawn> worst(UUID nodeId, Instant from) {
    MessageFilter filter =
        new MessageFilter(
            new MessageFilter.Whose(Set.of(), Set.of(nodeId), Set.of()),
            MessageFilter.Sought.NOTHING,
            null,
            null,
            Set.of(),
            new MessageFilter.Span(from, null, null));
    return worst(
        messages.list(filter, LOOKED_AT).messages().stream()
            .map(found -> found.message().context().route().destination())
            .filter(to -> to.kind() == Destination.Kind.PHONE)
            .toList());
  }

  /** The number or the block that drew most of these. */
  static Optional<Drawn> worst(List<Destination> numbers) {
    Drawn worst = null;
    for (Map.Entry<Destination, Long> each : counts(numbers, Function.identity()).entrySet()) {
      worst = more(worst, new Drawn(each.getKey().masked(), each.getValue(), each.getValue()));
    }
    Function<Destination, String> block =
        to -> to.address().substring(0, Math.max(1, to.address().length() - BLOCK_DIGITS));
    for (Map.Entry<String, Long> each : counts(numbers, block).entrySet()) {
      String all = each.getKey() + "*".repeat(BLOCK_DIGITS);
      worst = more(worst, new Drawn(all, each.getValue(), each.getValue() / BLOCK));
    }
    return Optional.ofNullable(worst);
  }

  private static Drawn more(@Nullable Drawn one, Drawn other) {
    return one == null || other.value > one.value ? other : one;
  }

  private static <K> Map<K, Long> counts(List<Destination> numbers, Function<Destination, K> key) {
    Map<K, Long> counts = new HashMap<>();
    numbers.forEach(number -> counts.merge(key.apply(number), 1L, Long::sum));
    return counts;
  }

  private static Finding finding(NodeNames.Name name, Drawn drawn) {
    return new Finding(
        AlarmKind.CODE_PUMPING,
        name.subject(),
        drawn.value,
        new AlarmReason.CodesPumped(
            name.application(), name.node(), drawn.numbers, drawn.count, MINUTES));
  }

  // --- many that nobody enters ---

  /** Of nodes whose application says within a week that some were used. */
  private Stream<Finding> unused(Instant now) {
    Map<UUID, Long> report = used(now.minus(Duration.ofDays(DAYS)));
    if (report.isEmpty()) {
      return Stream.empty();
    }
    Instant from = now.minus(HOUR, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.MINUTES);
    Map<UUID, Long> used = used(from);
    return traffic.volumes(from).stream()
        .filter(volume -> volume.count() >= FEWEST_OF_HOUR && report.containsKey(volume.nodeId()))
        .filter(volume -> sendsCodes(volume.nodeId()))
        .flatMap(volume ->
            names
                .of(volume.nodeId())
                .map(name -> unused(name, volume.count(), used.getOrDefault(volume.nodeId(), 0L)))
                .stream());
  }

  private Map<UUID, Long> used(Instant since) {
    return feedback.since(since).stream()
        .filter(count -> count.kind() == Feedback.Kind.CODE_USED)
        .collect(Collectors.toMap(Feedback.Count::nodeId, Feedback.Count::count));
  }

  private static Finding unused(NodeNames.Name name, long sent, long used) {
    double percent = Math.min(100, 100.0 * used / sent);
    return new Finding(
        AlarmKind.CODES_UNUSED,
        name.subject(),
        percent,
        new AlarmReason.CodesNotUsed(
            name.application(), name.node(), Math.round(percent), used, sent, HOUR));
  }
}
