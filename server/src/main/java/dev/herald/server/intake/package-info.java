/**
 * The door: checks a submission whole, plans its messages, and answers once they are durable.
 *
 * <p>What is wrong with a submission is the caller's to see at once, every field of it. After the
 * 202 nothing inside Herald reaches the caller again.
 *
 * <p>An answer that was given under an idempotency key is given again, whatever changed since
 * ({@code Intake.orEarlier}). Nobody is told the same twice by one submission ({@code Repeats}).
 */
@ApplicationModule(
    allowedDependencies = {
      "reason",
      "platform",
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
