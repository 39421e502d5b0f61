/**
 * How long somebody stays signed in.
 *
 * <p>A session works at every process of the cluster. It ends when it was idle for too long, when
 * its time is over, and when its user's password or rights change.
 */
@NamedInterface("session")
@NullMarked
package dev.herald.server.identity.session;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
