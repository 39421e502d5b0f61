package dev.herald.channels.definition;

import dev.herald.channel.ConnectorDescription.RecallLimit;

/** How a provider is asked to take a message back, and what its answer means. */
record RecallRecipe(RecallLimit limit, RequestTemplate request, AnswerRules answer) {}
