package dev.herald.channels.definition.recipe;

import dev.herald.channel.ConnectorDescription.RecallLimit;
import dev.herald.channels.definition.answer.AnswerRules;
import dev.herald.channels.definition.request.RequestTemplate;

/** How a provider is asked to take a message back, and what its answer means. */
public record RecallRecipe(RecallLimit limit, RequestTemplate request, AnswerRules answer) {}
