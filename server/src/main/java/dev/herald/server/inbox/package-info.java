/**
 * Inboxes: what a business system shows its people in its own pages and apps.
 *
 * <p>An inbox is a recipient's, at a tenant, of one application; nothing has to be set up for one.
 * The connector {@code inbox} puts a message into it, and the message is SENT; when it is read it
 * is DELIVERED. Who shows a token sees one inbox and nothing else: every statement here names the
 * owner that the token says ({@code Owner}).
 */
@ApplicationModule(
    allowedDependencies = {
      "reason",
      "platform",
      "job",
      "authorization",
      "application",
      "directory",
      "source",
      "template",
      "task",
      "task :: store",
      "feed"
    })
@NullMarked
package dev.herald.server.inbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
