/**
 * What third parties take for themselves: messages that wait in feeds, are leased, and are acked.
 *
 * <p>A feed is a destination as any other: the connector {@code feed} puts a message into it, and
 * the message is SENT. What happens then is told in its trace.
 *
 * <p>What this package guarantees:
 *
 * <ul>
 *   <li>A message is put once, however often it is sent, and is there for as long as it is neither
 *       acked nor failed. Its ack and its event are one transaction.
 *   <li>A lease is one consumer's. Once it has lapsed and another has taken the message, neither
 *       its ack nor anything else that is done by it counts. An ack that is repeated counts once.
 *   <li>Of messages with one ordering key one is out at a time, in the order they were accepted in,
 *       whatever became of those before on their way here.
 *   <li>Whoever waits holds no connection, and asks the database nothing: one look for all of a
 *       process tells in which feeds something is due ({@code FeedWatch}).
 * </ul>
 */
@ApplicationModule(
    allowedDependencies = {
      "reason",
      "platform",
      "job",
      "audit",
      "authorization",
      "application",
      "directory",
      "source",
      "template",
      "template :: language",
      "node",
      "task",
      "task :: store"
    })
@NullMarked
package dev.herald.server.feed;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
