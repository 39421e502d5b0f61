/**
 * The users: what each may do and how far, and the links that let a new one in.
 *
 * <p>A session that was begun before its user's password or rights changed is over, since the
 * change makes a new epoch.
 */
@NamedInterface("user")
@NullMarked
package dev.herald.server.identity.user;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
