package dev.herald.server.access;

import dev.herald.server.platform.problem.FieldError;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a problem (RFC 9457) holds, for the OpenAPI document.
 *
 * @param type which kind of problem it is
 * @param status as the answer's
 * @param detail what is wrong with this request
 * @param instance the path that was asked for
 * @param code the kind, for programs: stable
 * @param parameters what the detail speaks of, by name
 * @param errors of a 422: each wrong field
 */
@Schema(
    name = "Problem",
    requiredProperties = {"status", "title", "detail"})
record ApiProblem(
    @Schema(format = "uri-reference") @Nullable String type,
    @Schema(example = "Invalid request") String title,
    @Schema(minimum = "400", maximum = "599", example = "422") int status,
    String detail,
    @Schema(format = "uri-reference") @Nullable String instance,
    @Nullable String code,
    @Nullable Map<String, Object> parameters,
    @Nullable List<FieldError> errors) {}
