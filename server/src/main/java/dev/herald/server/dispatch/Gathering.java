package dev.herald.server.dispatch;

import dev.herald.channel.Connector;
import dev.herald.channel.ConnectorDescription.BatchLimit;
import dev.herald.channel.Message;
import dev.herald.server.dispatch.Company.Attempted;
import dev.herald.server.dispatch.Company.Attempted.Division;
import dev.herald.server.dispatch.Company.Member;
import dev.herald.server.dispatch.Company.Turn;
import dev.herald.server.lane.ClaimedTask;
import dev.herald.server.lane.LaneSettings;
import dev.herald.server.limit.Admission;
import dev.herald.server.limit.CallPermit;
import dev.herald.server.source.ConfiguredSource;
import dev.herald.server.task.MessageTask;
import dev.herald.server.template.Rendering;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Where messages of one source that may go in one call come together.
 *
 * <p>A message that has no others goes at once: there is no clock here. It goes with those that
 * were taken up with it, and with those that came while it waited for its turn or while a call of
 * the same kind was under way. In an urgent lane it waits for none of these.
 */
@Component
class Gathering {
  private final Composition composition;
  private final LaneSettings lanes;
  private final Map<Key, Party> parties = new ConcurrentHashMap<>();

  Gathering(Composition composition, LaneSettings lanes) {
    this.composition = composition;
    this.lanes = lanes;
  }

  /**
   * What must be equal among messages of one call.
   *
   * @param alike what their connector says
   * @param division null: the first try
   */
  private record Key(
      UUID source,
      UUID owner,
      UUID tenant,
      UUID application,
      String lane,
      Object alike,
      @Nullable Division division) {}

  /** Where a message could go with others. */
  record Place(Key key, Member member, int most) {}

  /**
   * Why those that would go in one call may not go now.
   *
   * @param later when to come again; null: another source may take them
   */
  record Refusal(Admission.Cause cause, SourceSelection.@Nullable Later later) {}

  /** What came of a message that came here. */
  sealed interface Joined {
    /** It makes the call. */
    record Calls(Company company, CallPermit permit) implements Joined {}

    /** Another made it. */
    record Went(Attempted attempted) implements Joined {}

    record TurnedAway(Refusal refusal) implements Joined {}
  }

  /** Asks for the turn of all that would go in one call. */
  interface Entrance {
    Admission enter() throws InterruptedException;

    Refusal refused(Admission.Cause cause);
  }

  /**
   * @param division of the call that it went in before
   * @return null: it goes alone
   */
  @Nullable Place place(ClaimedTask claim, ConfiguredSource source, @Nullable Division division) {
    MessageTask task = claim.task();
    Connector connector = composition.connector(task, source).orElse(null);
    BatchLimit limit = connector == null ? null : connector.description().batch();
    if (connector == null
        || limit == null
        || !(composition.render(task) instanceof Rendering.Rendered(var content))) {
      return null;
    }
    Message message = composition.message(task, source.source(), content);
    Object alike = connector.batchKey(message);
    if (alike == null) {
      return null;
    }
    Key key =
        new Key(
            source.source().id(),
            claim.owner().id(),
            task.message().ownership().tenantId(),
            task.message().ownership().applicationId(),
            task.message().lane(),
            alike,
            division);
    return new Place(
        key,
        new Member(
            claim,
            message,
            division == null ? claim.peers() : division.peers(),
            new CompletableFuture<>()),
        division == null ? limit.most() : division.most());
  }

  /** Waits until it is to make the call, or another has made it. */
  Joined join(Place place, Entrance entrance) throws InterruptedException {
    Party party = parties.compute(place.key, (_, present) -> joined(present, place));
    place.member.peers().came(place.member.message().id());
    try {
      return switch (turn(party, place.member)) {
        case Turn.Lead _ -> lead(party, place, entrance);
        case Turn.Went(Attempted attempted) -> new Joined.Went(attempted);
        case Turn.TurnedAway(Refusal refusal) -> new Joined.TurnedAway(refusal);
      };
    } finally {
      forgetIfOver(place.key);
    }
  }

  private Party joined(@Nullable Party present, Place place) {
    Party party = present == null ? new Party(place.most, isPatient(place.key)) : present;
    party.join(place.member);
    return party;
  }

  private boolean isPatient(Key key) {
    LaneSettings.Lane lane = lanes.lanes().get(key.lane);
    return key.division == null
        && (lane == null || lane.priority() != LaneSettings.Priority.URGENT);
  }

  private static Turn turn(Party party, Member member) throws InterruptedException {
    try {
      return member.turn().get();
    } catch (InterruptedException e) {
      if (party.giveUp(member)) {
        throw e;
      }
      Thread.currentThread().interrupt();
      return member.turn().join();
    } catch (ExecutionException e) {
      throw new CompletionException(e.getCause());
    }
  }

  private Joined lead(Party party, Place place, Entrance entrance) throws InterruptedException {
    try {
      party.awaitPeers();
      party.awaitFullOrQuiet();
      return switch (entrance.enter()) {
        case Admission.Granted(CallPermit permit) ->
            new Joined.Calls(company(party, place.key, permit), permit);
        case Admission.Refused(var cause) -> turnedAway(party, entrance.refused(cause));
      };
    } catch (InterruptedException | RuntimeException e) {
      party.giveUp(place.member);
      throw e;
    }
  }

  private Company company(Party party, Key key, CallPermit permit) {
    List<Member> members = party.take();
    int most = 1 + (members.size() == 1 ? 0 : permit.more(members.size() - 1));
    party.putBack(members.subList(most, members.size()));
    party.leave(true);
    return new Company(
        members.subList(0, most),
        () -> {
          party.callEnded();
          forgetIfOver(key);
        });
  }

  /** One turn is enough for all that would have gone in it. */
  private static Joined turnedAway(Party party, Refusal refusal) {
    List<Member> members = party.take();
    party.leave(false);
    members
        .subList(1, members.size())
        .forEach(member -> member.turn().complete(new Turn.TurnedAway(refusal)));
    return new Joined.TurnedAway(refusal);
  }

  private void forgetIfOver(Key key) {
    parties.computeIfPresent(key, (_, party) -> party.isOver() ? null : party);
  }

  /** How many messages wait here for a source. */
  int waiting(UUID source) {
    int waiting = 0;
    for (Map.Entry<Key, Party> each : parties.entrySet()) {
      waiting += each.getKey().source.equals(source) ? each.getValue().waiting() : 0;
    }
    return waiting;
  }
}
