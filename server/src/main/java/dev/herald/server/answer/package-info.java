/**
 * Tells applications what became of their messages: at a URL (Standard Webhooks), or on a topic.
 *
 * <p>What this package guarantees:
 *
 * <ul>
 *   <li>Every step of a trace that somebody subscribed to is noted in the transaction that writes
 *       it, whoever writes it: triggers on {@code event} and {@code task} do. Nothing is noted for
 *       applications that nobody subscribed to.
 *   <li>Each noted step becomes one CloudEvent with one id, and reaches each subscription at least
 *       once; the id tells a repeat. Order is not promised: each carries its time and sequence.
 *   <li>No address of a person and nothing that a message says stands in an event.
 *   <li>A receiver that fails, hangs or is gone delays nobody else. It is rested, and after days
 *       switched off with its reason.
 *   <li>A webhook goes where sources may go, and no further.
 * </ul>
 *
 * <p>A step waits in {@code answer_outbox}; {@link dev.herald.server.answer.FanOut} makes an {@code
 * answer} of it, and an {@code answer_delivery} for each subscription; {@link
 * dev.herald.server.answer.DeliveryLoop} takes what is due for a minute, and has written how it
 * went.
 */
@ApplicationModule(
    allowedDependencies = {
      "reason",
      "platform",
      "job",
      "audit",
      "authorization",
      "application",
      "node",
      "task",
      "task :: store"
    })
@NullMarked
package dev.herald.server.answer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
