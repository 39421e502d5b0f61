/**
 * What every connector must do, whatever its provider: the same questions, run against the sandbox.
 * A connector is a row of {@link dev.herald.channels.conformance.Subjects}, which says what a good
 * message of it is and which questions apply.
 */
@NullMarked
package dev.herald.channels.conformance;

import org.jspecify.annotations.NullMarked;
