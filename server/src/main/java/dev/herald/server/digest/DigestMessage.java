package dev.herald.server.digest;

import dev.herald.server.platform.Ids;
import dev.herald.server.task.DataSize;
import dev.herald.server.task.MessageContext;
import dev.herald.server.task.NewMessage;
import dev.herald.server.task.Origin;
import dev.herald.server.task.store.Digests;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The message that goes out in place of several: their variables as a list, in the words of the
 * newest.
 */
final class DigestMessage {
  /** Of all its members together. */
  private static final DataSize LARGEST = new DataSize(262_144, 16_384);

  private static final String ITEMS = "items";
  private static final String COUNT = "count";

  private DigestMessage() {}

  /**
   * @param members of one node, person, place and language, oldest first
   */
  static Digests.Composed of(List<NewMessage> members) {
    int fitting = fitting(members);
    NewMessage newest = members.get(fitting - 1);
    MessageContext context = newest.context();
    NewMessage message =
        new NewMessage(
            Ids.next(),
            Ids.next(),
            newest.ownership(),
            newest.lane(),
            newest.requestedBy(),
            null,
            expiry(members.subList(0, fitting)),
            null,
            new Origin(Origin.Kind.DIGEST, members.getFirst().id()),
            new MessageContext(
                context.route(),
                context.fallback(),
                data(members.subList(0, fitting)),
                context.locale(),
                context.zone(),
                context.recipient(),
                null,
                null,
                context.limit(),
                null,
                context.escalation()));
    return new Digests.Composed(message, fitting);
  }

  /** At least one. */
  private static int fitting(List<NewMessage> members) {
    DataSize size = DataSize.NONE;
    for (int i = 0; i < members.size(); i++) {
      size = size.plus(DataSize.of(members.get(i).context().data()));
      if (size.exceeds(LARGEST)) {
        return Math.max(1, i);
      }
    }
    return members.size();
  }

  private static ObjectNode data(List<NewMessage> members) {
    ObjectNode data = members.getLast().context().data().deepCopy();
    data.put(COUNT, members.size());
    ArrayNode items = data.putArray(ITEMS);
    members.forEach(member -> items.add(member.context().data()));
    return data;
  }

  /** As long as it is worth something for one of them. */
  private static @Nullable Instant expiry(List<NewMessage> members) {
    Instant latest = Instant.MIN;
    for (NewMessage member : members) {
      Instant expiry = member.expiresAt();
      if (expiry == null) {
        return null;
      }
      latest = expiry.isAfter(latest) ? expiry : latest;
    }
    return latest;
  }
}
