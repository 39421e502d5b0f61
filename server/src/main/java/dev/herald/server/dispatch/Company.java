package dev.herald.server.dispatch;

import dev.herald.channel.Message;
import dev.herald.server.lane.ClaimedTask;
import dev.herald.server.lane.Peers;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The messages of one call, in the hands of the one that makes it. Each of the others waits on a
 * thread of its own to be told what came of it.
 *
 * @param members the one that makes the call first
 * @param ownEnd what comes of that one
 * @param over to be run when the call is over
 */
record Company(List<Member> members, CompletableFuture<Attempted> ownEnd, Runnable over)
    implements AutoCloseable {
  Company(List<Member> members, Runnable over) {
    this(List.copyOf(members), new CompletableFuture<>(), over);
  }

  /**
   * A message that waits to go, alone or with others.
   *
   * @param peers those that are about to come where it waits
   */
  record Member(ClaimedTask claim, Message message, Peers peers, CompletableFuture<Turn> turn) {}

  /** What a member that waited is told. */
  sealed interface Turn {
    /** To make the next call. */
    record Lead() implements Turn {}

    /** Another made it. */
    record Went(Attempted attempted) implements Turn {}

    /** Another asked for all of them, and they may not go. */
    record TurnedAway(Gathering.Refusal refusal) implements Turn {}
  }

  List<Message> messages() {
    return members.stream().map(Member::message).toList();
  }

  int size() {
    return members.size();
  }

  void tell(Member member, Attempted attempted) {
    if (member == members.getFirst()) {
      ownEnd.complete(attempted);
    } else {
      member.turn.complete(new Turn.Went(attempted));
    }
  }

  /** What the one that makes the call was told. */
  Attempted own() {
    return ownEnd.resultNow();
  }

  /** Whoever was told nothing met what the one that made the call met. */
  @Override
  public void close() {
    over.run();
    for (Member member : members.subList(1, members.size())) {
      member.turn.completeExceptionally(new IllegalStateException("the call was given up"));
    }
  }

  /** What came of an attempt. */
  sealed interface Attempted {

    record Ended(AttemptOutcome outcome) implements Attempted {}

    /**
     * The call that it went in was refused, perhaps because of another message of it: nothing was
     * sent, and it goes again with fewer.
     */
    record Divided(Division division) implements Attempted {}

    /**
     * Messages of one call that go again in smaller ones.
     *
     * @param most in one call
     */
    record Division(int most, Peers peers) {}
  }
}
