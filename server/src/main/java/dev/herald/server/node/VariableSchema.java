package dev.herald.server.node;

import tools.jackson.databind.JsonNode;

/**
 * The variables that a node's submissions carry, as a JSON Schema of an object.
 *
 * @param json the schema as it was written
 */
public record VariableSchema(JsonNode json) {}
