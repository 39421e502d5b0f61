package dev.herald.server.dispatch;

import dev.herald.channel.Channel;
import dev.herald.server.task.MessageState;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.TraceEvent;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Compares the clients' book, the provider's and the store's once all is calm. */
final class SimulationJudge {
  private final Simulation world;
  private final SimulatedStore store;
  private final SimulatedProvider provider;

  SimulationJudge(Simulation world, SimulatedStore store, SimulatedProvider provider) {
    this.world = world;
    this.store = store;
    this.provider = provider;
  }

  List<String> judge() {
    world
        .acks()
        .forEach((key, id) -> {
          if (!store.messages().containsKey(id)) {
            world.wrong("%s was acknowledged and is lost".formatted(key));
          }
        });
    long saved = store.messages().values().stream().filter(m -> m.origin() == null).count();
    if (saved > world.acks().size()) {
      world.wrong("%d messages for %d keys".formatted(saved, world.acks().size()));
    }
    store.messages().values().forEach(this::judge);
    return world.wrongs();
  }

  private void judge(NewMessage message) {
    UUID id = message.id();
    if (store.isOpen(id)) {
      world.wrong("%s is not done: %s".formatted(id, story(id)));
      return;
    }
    List<SimulatedStore.Placed> trace = store.trace(id);
    places(id, trace);
    MessageState end = trace.getLast().event().state();
    if (trace.stream().filter(placed -> isEnd(placed.event())).count() != 1) {
      world.wrong("%s has not one end: %s".formatted(id, story(id)));
    }
    effects(message, end, trace);
    trace.stream()
        .map(placed -> placed.event().relatedId())
        .filter(next -> next != null && !store.messages().containsKey(next))
        .forEach(next -> world.wrong("%s goes on as %s, which is lost".formatted(id, next)));
  }

  private static boolean isEnd(TraceEvent event) {
    return event.nextAt() == null
        && event.kind() != TraceEvent.Kind.ADOPTED
        && event.state() != MessageState.PENDING;
  }

  private void places(UUID id, List<SimulatedStore.Placed> trace) {
    for (int i = 1; i < trace.size(); i++) {
      if (trace.get(i).sequence() <= trace.get(i - 1).sequence()) {
        world.wrong("%s has a trace out of order: %s".formatted(id, story(id)));
        return;
      }
    }
  }

  private void effects(NewMessage message, MessageState end, List<SimulatedStore.Placed> trace) {
    int effects = provider.effects(message.id()).size();
    List<TraceEvent.Call> calls =
        trace.stream().map(placed -> placed.event().call()).flatMap(Stream::ofNullable).toList();
    boolean ambiguous = calls.stream().anyMatch(call -> call.outcome().equals("UNKNOWN"));
    int attempts = calls.stream().mapToInt(TraceEvent.Call::attempt).max().orElse(0);
    expect(end != MessageState.SENT || effects > 0, "was called sent and was not", message);
    expect(end == MessageState.SENT || effects == 0 || ambiguous, "was sent after all", message);
    expect(effects <= attempts, "has more effects than attempts", message);
    expect(effects < 2 || ambiguous, "was doubled for no reason", message);
    expect(effects < 2 || !isHeld(message), "must not be doubled and was", message);
  }

  private static boolean isHeld(NewMessage message) {
    return message.context().route().channel().equals(Channel.SMS);
  }

  private void expect(boolean right, String wrong, NewMessage message) {
    if (!right) {
      UUID id = message.id();
      world.wrong("%s %s, effects at %s: %s".formatted(id, wrong, provider.effects(id), story(id)));
    }
  }

  private String story(UUID id) {
    StringBuilder story = new StringBuilder();
    for (SimulatedStore.Placed placed : store.trace(id)) {
      TraceEvent event = placed.event();
      TraceEvent.Call call = event.call();
      story.append(
          "%n  %d. at %d %s → %s, %s%s"
              .formatted(
                  placed.sequence(),
                  Timeline.millis(event.at()),
                  event.kind(),
                  event.state(),
                  event.reason(),
                  call == null ? "" : " (attempt %d)".formatted(call.attempt())));
    }
    return story.toString();
  }
}
