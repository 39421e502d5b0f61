/** Which passwords are taken, and how they are kept: hashed with Argon2id, never as they are. */
@NamedInterface("password")
@NullMarked
package dev.herald.server.identity.password;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
