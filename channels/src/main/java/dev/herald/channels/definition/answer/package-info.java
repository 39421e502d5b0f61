/**
 * What a provider's answer means: whether it took the message, and else the class of the refusal,
 * whose fault it is and how long to wait.
 *
 * <p>{@link dev.herald.channels.definition.answer.AnswerRules} are the rules of one definition; a
 * {@link dev.herald.channels.definition.answer.Verdict} is a class that they can give.
 */
@NullMarked
package dev.herald.channels.definition.answer;

import org.jspecify.annotations.NullMarked;
