/**
 * The main job in one command: a burst of notices to the people of two companies, through a
 * sandbox, and the proof of what became of each.
 *
 * <p>{@link Burst} plans who gets what by which channel, {@link Submission} submits it, {@link
 * Watch} follows it, {@link Ledger} reads every message's end, and {@link Summary} says whether
 * what was accepted and what the stand-ins received are the same. All figures are measured; none is
 * derived from what was planned.
 */
@NullMarked
package dev.herald.cli.demo;

import org.jspecify.annotations.NullMarked;
