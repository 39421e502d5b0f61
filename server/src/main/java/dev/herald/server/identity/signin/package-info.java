/**
 * The ways to sign in: password, second step, invitation, the first administrator's link.
 *
 * <p>Nobody guesses faster with a session, an address or a password in hand, and sign-ins hold up
 * nobody else: {@code SignInThrottle} counts for the whole cluster, {@code SignInGate} lets a few
 * on at a time.
 */
@NamedInterface("signin")
@NullMarked
package dev.herald.server.identity.signin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
