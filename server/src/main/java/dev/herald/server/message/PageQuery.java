package dev.herald.server.message;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.Parameters;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Which part of a list, for the OpenAPI document. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Parameters({
  @Parameter(
      name = "cursor",
      in = ParameterIn.QUERY,
      description = "The next of the page before",
      schema = @Schema(type = "string")),
  @Parameter(
      name = "limit",
      in = ParameterIn.QUERY,
      description = "From 1 to 1000; 100 unless said",
      schema = @Schema(type = "integer"))
})
@interface PageQuery {}
