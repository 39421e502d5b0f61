package dev.herald.sandbox;

import dev.herald.sandbox.http.Request;
import dev.herald.sandbox.standin.StandIn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which stand-in a request is for: its {@code Host} header says so, and its path where several
 * share a host.
 */
final class Hosts {
  private final Map<String, List<StandIn>> byName = new HashMap<>();
  private final List<Pattern> patterns = new ArrayList<>();

  /** A host with one star. */
  private record Pattern(String start, String end, StandIn standIn) {
    boolean fits(String host) {
      return host.length() >= start.length() + end.length()
          && host.startsWith(start)
          && host.endsWith(end);
    }
  }

  /**
   * @param all the one at {@code *} takes what no other has
   */
  Hosts(List<StandIn> all) {
    for (StandIn standIn : all) {
      for (String host : standIn.hosts()) {
        int star = host.indexOf('*');
        if (star < 0) {
          byName.computeIfAbsent(host, _ -> new ArrayList<>(2)).add(standIn);
        } else {
          patterns.add(new Pattern(host.substring(0, star), host.substring(star + 1), standIn));
        }
      }
    }
  }

  StandIn of(Request request) {
    List<StandIn> named = byName.getOrDefault(request.host(), List.of());
    for (StandIn each : named) {
      if (each.serves(request)) {
        return each;
      }
    }
    return named.isEmpty() ? byPattern(request.host()) : named.getFirst();
  }

  private StandIn byPattern(String host) {
    return patterns.stream()
        .filter(pattern -> pattern.fits(host))
        .findFirst()
        .map(Pattern::standIn)
        .orElseThrow();
  }
}
