/** What of a provider's answer a trace keeps: nothing that repeats the message. */
@NullMarked
package dev.herald.server.dispatch.echo;

import org.jspecify.annotations.NullMarked;
