/**
 * One HTTP exchange with a provider, told apart by what is certain afterwards: an answer came; the
 * request certainly never left; or it may have arrived and no answer tells.
 *
 * <p>The third is what doubles or loses messages when it is taken for either of the others. So it
 * is not guessed from the kind of exception: a mark is set at the moment before the first byte of
 * the request is written, and whatever fails before that mark was not sent.
 */
@NullMarked
package dev.herald.channels.http;

import org.jspecify.annotations.NullMarked;
