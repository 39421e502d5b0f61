/**
 * What a connection and a body may take of this process before anybody knows whose they are.
 *
 * <p>Connections are bounded in sum and by address. At a bound a new one takes the place of the one
 * that has been waited for longest, so that who opens many and says nothing keeps nobody out. A
 * header has a deadline, and a body a slowest pace.
 *
 * <p>What was read of bodies and is still in hand is counted by whose it is. Nobody may hold more
 * than a part of what is left for all others, so that floods leave room for one more.
 */
@NullMarked
package dev.herald.server.platform.http;

import org.jspecify.annotations.NullMarked;
