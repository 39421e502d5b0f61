/** What every connector must do, whatever its provider: one suite, run against the sandbox. */
@NullMarked
package dev.herald.channels.conformance;

import org.jspecify.annotations.NullMarked;
