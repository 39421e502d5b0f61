/**
 * Turns a submission into messages: for whom, by which channels, in which words.
 *
 * <p>All that is wrong with it is found before anything is saved. Nobody is told the same twice by
 * one submission ({@code Repeats}).
 */
@NamedInterface("plan")
@NullMarked
package dev.herald.server.intake.plan;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
