/**
 * A small HTTP/1.1 server that may misbehave on purpose.
 *
 * <p>Stand-ins must be able to cut a connection, fall silent or trickle an answer byte by byte,
 * which servers made for good behaviour do not offer. So this one reads requests from a socket
 * itself, one virtual thread a connection, with keep-alive and pipelining. {@link
 * dev.herald.sandbox.http.Handler} gets a {@link dev.herald.sandbox.http.Request} and says with an
 * {@link dev.herald.sandbox.http.Answer} how the {@link dev.herald.sandbox.http.Reply} goes out.
 */
@NullMarked
package dev.herald.sandbox.http;

import org.jspecify.annotations.NullMarked;
