package dev.herald.server.diagnosis;

import dev.herald.server.authorization.Caller;
import dev.herald.server.diagnosis.Diagnosis.Diagnoses;
import dev.herald.server.diagnosis.Diagnosis.DiagnosisTargets;
import dev.herald.server.message.Find;
import dev.herald.server.message.MessageFilters;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.SubmissionFault;
import dev.herald.server.search.MessageFilter;
import dev.herald.server.search.Messages;
import dev.herald.server.verdict.Cause;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Diagnoses whatever somebody knows of a message. */
@Component
class Diagnosing {
  private static final int MOST = 5;

  /** What a message is known by; one of them is asked for. */
  private static final Set<String> KNOWN_BY = Set.of("destination", "recipient", "reference", "q");

  private final MessageFilters filters;
  private final Messages messages;
  private final Find find;
  private final DiagnosisDesk desk;
  private final Nearby nearby;
  private final Words words;
  private final Clock clock;

  Diagnosing(
      MessageFilters filters,
      Messages messages,
      Find find,
      DiagnosisDesk desk,
      Nearby nearby,
      Words words,
      Clock clock) {
    this.filters = filters;
    this.messages = messages;
    this.find = find;
    this.desk = desk;
    this.nearby = nearby;
    this.words = words;
    this.clock = clock;
  }

  /**
   * @param asked parameters by name
   * @throws RequestProblem.Invalid when they don't say one thing
   */
  Diagnoses of(Caller caller, Map<String, String> asked) {
    List<String> by = asked.keySet().stream().filter(KNOWN_BY::contains).toList();
    if (by.size() != 1 || asked.getOrDefault(by.getFirst(), "").isBlank()) {
      throw new RequestProblem.Invalid("q", new SubmissionFault.SoughtByOne());
    }
    String text = asked.getOrDefault(by.getFirst(), "");
    Map<String, String> rest = new TreeMap<>(asked);
    rest.remove("q");
    MessageFilter filter = filters.read(caller, rest).filter();
    List<Diagnosis> items = new ArrayList<>();
    ids(caller, asked, filter).forEach(id -> items.add(desk.of(caller, id)));
    items.addAll(nearby.mentioning(caller, filter.whose(), text));
    items.sort(Comparator.comparing(Diagnosis::at).reversed());
    return new Diagnoses(
        items, items.isEmpty() ? nearest(by.getFirst(), asked, filter, text) : List.of());
  }

  private List<UUID> ids(Caller caller, Map<String, String> asked, MessageFilter filter) {
    String q = asked.get("q");
    return q != null
        ? find.found(caller, q).stream().limit(MOST).toList()
        : messages.list(filter, MOST).messages().stream().map(each -> each.message().id()).toList();
  }

  private List<Diagnosis> nearest(
      String by, Map<String, String> asked, MessageFilter filter, String text) {
    List<Diagnosis> nearest = new ArrayList<>();
    @Nullable String application = asked.get("application");
    nearest.add(
        words.of(clock.instant(), new Cause.NothingCame(application), DiagnosisTargets.NONE));
    if (by.equals("reference") || by.equals("q")) {
      nearest.addAll(nearby.alike(filter.whose(), text));
    }
    return nearest;
  }
}
