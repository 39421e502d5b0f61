/**
 * What users show besides a password: the codes of an authenticator, and those on paper.
 *
 * <p>A code is taken once.
 */
@NamedInterface("factor")
@NullMarked
package dev.herald.server.identity.factor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
