/**
 * Where connections may go: to the providers or a sandbox, and to no private target that was not
 * listed.
 */
@NullMarked
package dev.herald.channel.network;

import org.jspecify.annotations.NullMarked;
