package dev.herald.server.message;

import dev.herald.server.task.MessageState;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.Parameters;
import io.swagger.v3.oas.annotations.enums.Explode;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What {@link MessageFilters} reads, for the OpenAPI document. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Parameters({
  @Parameter(
      name = "destination",
      in = ParameterIn.QUERY,
      description = "A whole address in any usual form",
      schema = @Schema(type = "string")),
  @Parameter(
      name = "recipient",
      in = ParameterIn.QUERY,
      description = "A recipient's code; needs tenant",
      schema = @Schema(type = "string")),
  @Parameter(
      name = "variable",
      in = ParameterIn.QUERY,
      description = "The value of a searchable variable",
      schema = @Schema(type = "string")),
  @Parameter(
      name = "sought",
      in = ParameterIn.QUERY,
      description =
          "In place of destination, recipient, name and variable: what POST /v1/messages/sought answered",
      schema = @Schema(type = "string")),
  @Parameter(
      name = "application",
      in = ParameterIn.QUERY,
      description = "Its code",
      schema = @Schema(type = "string")),
  @Parameter(
      name = "node",
      in = ParameterIn.QUERY,
      description = "Its code; needs application",
      schema = @Schema(type = "string")),
  @Parameter(
      name = "tenant",
      in = ParameterIn.QUERY,
      description = "Its code",
      schema = @Schema(type = "string")),
  @Parameter(
      name = "channel",
      in = ParameterIn.QUERY,
      description = "Such as email",
      schema = @Schema(type = "string")),
  @Parameter(
      name = "lane",
      in = ParameterIn.QUERY,
      description = "Such as normal",
      schema = @Schema(type = "string")),
  @Parameter(
      name = "reference",
      in = ParameterIn.QUERY,
      description = "The caller's own name of it, such as the number of an order",
      schema = @Schema(type = "string")),
  @Parameter(
      name = "source",
      in = ParameterIn.QUERY,
      description = "The code of a source that was called for it",
      schema = @Schema(type = "string")),
  @Parameter(
      name = "reason",
      in = ParameterIn.QUERY,
      description = "The code of why it is where it is, as the overview counts reasons",
      schema = @Schema(type = "string")),
  @Parameter(
      name = "requestedBy",
      in = ParameterIn.QUERY,
      description = "The name of the key or person that handed it in",
      schema = @Schema(type = "string")),
  @Parameter(
      name = "state",
      in = ParameterIn.QUERY,
      description = "Where the message stands: one of these, with commas between them or repeated",
      explode = Explode.TRUE,
      array = @ArraySchema(schema = @Schema(implementation = MessageState.class))),
  @Parameter(
      name = "from",
      in = ParameterIn.QUERY,
      description = "Accepted at or after",
      schema = @Schema(type = "string", format = "date-time")),
  @Parameter(
      name = "to",
      in = ParameterIn.QUERY,
      description = "Accepted before",
      schema = @Schema(type = "string", format = "date-time"))
})
@interface MessageQuery {}
