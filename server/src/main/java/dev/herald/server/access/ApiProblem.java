package dev.herald.server.access;

import dev.herald.server.platform.problem.FieldError;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a problem (RFC 9457) holds, for the OpenAPI document.
 *
 * @param type which kind of problem it is: /problems/ and the code
 * @param status as the answer's
 * @param detail what is wrong with this request, in the language of Accept-Language
 * @param instance the path that was asked for
 * @param code the kind, for programs: stable
 * @param parameters what the detail speaks of, by name
 * @param errors of a 422: each wrong field
 */
@Schema(
    name = "Problem",
    requiredProperties = {"type", "status", "title", "detail", "code", "parameters"})
record ApiProblem(
    @Schema(format = "uri-reference", example = "/problems/REQUEST_INVALID") String type,
    @Schema(example = "Invalid request") String title,
    @Schema(minimum = "400", maximum = "599", example = "422") int status,
    String detail,
    @Schema(format = "uri-reference") @Nullable String instance,
    @Schema(example = "REQUEST_INVALID") String code,
    Map<String, @Nullable Object> parameters,
    @Nullable List<FieldError.Shown> errors) {}
