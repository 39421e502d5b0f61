/**
 * What the harness loads into a running server: places where it dies, stops or fails, and
 * deliberate bugs. The server's own code knows nothing of it. Uses the JDK only, since it shares
 * the server's class path.
 */
@NullMarked
package dev.herald.chaos.agent;

import org.jspecify.annotations.NullMarked;
