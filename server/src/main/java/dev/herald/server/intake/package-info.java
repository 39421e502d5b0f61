/**
 * The one way in: checks a submission whole, plans its messages, and says what became of it once it
 * is durable. {@link dev.herald.server.intake.Intake} is for whatever brings submissions.
 *
 * <p>What is wrong with a submission is the caller's to see at once, every field of it. After the
 * 202 nothing inside Herald reaches the caller again.
 *
 * <p>An answer that was given under an idempotency key is given again, whatever changed since
 * ({@code Preparation.orEarlier}). Nobody is told the same twice by one submission ({@code
 * Repeats}).
 */
@ApplicationModule(
    allowedDependencies = {
      "platform",
      "job",
      "audit",
      "access",
      "directory",
      "source",
      "node",
      "task",
      "cap",
      "lane"
    })
@NullMarked
package dev.herald.server.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
