/**
 * What people want to be sent: preferences by topic and channel, of recipients and of bare
 * addresses, and the page where a person sets them.
 *
 * <p>What this package guarantees:
 *
 * <ul>
 *   <li>A message that its person opted out of is not sent by any process from two seconds after
 *       that was committed, unless its node is exempt.
 *   <li>Looking costs a message of anybody else no round trip: each process has a filter of the
 *       people who said something, as it has of the suppression list.
 *   <li>Of a topic with a daily limit no person is sent more, however many messages come at once.
 *   <li>A link opens the preferences of one person, and only with this server's key can one be
 *       made. To open it changes nothing; only a POST does.
 *   <li>Nothing here tells who a person is: preferences stand under a keyed hash.
 * </ul>
 */
@ApplicationModule(
    allowedDependencies = {
      "reason",
      "platform",
      "job",
      "audit",
      "authorization",
      "directory",
      "topic",
      "template :: language",
      "node",
      "task"
    })
@NullMarked
package dev.herald.server.preference;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
