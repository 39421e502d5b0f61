package dev.herald.channels.definition.recipe;

import dev.herald.channels.definition.answer.AnswerRules;
import dev.herald.channels.definition.request.RequestTemplate;
import dev.herald.channels.expression.Expression;

/**
 * A request that must be answered before the next one can be made. Nothing of the message is sent
 * by it.
 *
 * @param name by which later requests read the value
 * @param rules what an answer without a value means
 */
public record Step(String name, RequestTemplate request, Expression value, AnswerRules rules) {}
