/**
 * Makes what a release has beside its archive: a container image, without a container runtime, and
 * the same program for another kind of machine.
 *
 * <p>It is used by {@code ./herald package} and is not shipped. It reads the built server's folder
 * and uses none of Herald's code.
 */
@NullMarked
package dev.herald.deploy;

import org.jspecify.annotations.NullMarked;
