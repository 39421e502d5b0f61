/**
 * What happened and why, as data, and the words for it in each language.
 *
 * <p>Every refusal, step of a trace, verdict and failure is a {@link dev.herald.channel.Reason}: a
 * record of one of the sealed families here and of {@link dev.herald.channel.CallReason}. Only
 * codes and parameters are stored and compared; {@link dev.herald.server.reason.Wording} makes
 * words of them when somebody reads, from the catalogue beside it, of which the console is built as
 * well.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.herald.server.reason;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
