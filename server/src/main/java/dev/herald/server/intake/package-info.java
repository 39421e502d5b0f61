/**
 * The one way in: takes submissions, and says what became of each once its messages are durable.
 * {@link dev.herald.server.intake.Intake} is for whatever brings them.
 *
 * <p>What is wrong with a submission is the caller's to see at once, every field of it. After the
 * 202 nothing inside Herald reaches the caller again. An answer that was given under an idempotency
 * key is given again, whatever changed since ({@code Preparation.orEarlier}).
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
      "schema",
      "template",
      "template :: language",
      "node",
      "task",
      "task :: store",
      "ownership",
      "lane",
      "dispatch",
      "limit :: cap"
    })
@NullMarked
package dev.herald.server.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
