package dev.herald.server.access;

import dev.herald.server.authorization.Open;
import dev.herald.server.platform.problem.Precondition;
import dev.herald.server.platform.web.Deprecation;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.method.HandlerMethod;

/** Says in the OpenAPI document what else an operation may be answered, and with which headers. */
@Component
class ApiAnswers implements OperationCustomizer, OpenApiCustomizer {
  private static final String PROBLEM = "application/problem+json";
  private static final String REQUEST_ID = "X-Request-Id";
  private static final String TAG = "ETag";

  /** Of who signs in, no key is asked for. */
  private static final String SIGN_IN_REFUSED = "SIGN_IN_REFUSED";

  /** To any request. */
  private static final Set<Integer> ALWAYS =
      Set.of(400, 401, 403, 404, 405, 406, 408, 413, 414, 415, 421, 422, 429, 431, 500, 503);

  /** To one that changes something. */
  private static final Set<Integer> WITH_EFFECT = Set.of(409);

  @Override
  public Operation customize(Operation operation, HandlerMethod handler) {
    tellSuccess(operation, handler);
    for (int status : problems(handler)) {
      operation
          .getResponses()
          .addApiResponse(
              String.valueOf(status),
              new ApiResponse().$ref("#/components/responses/" + name(status)));
    }
    if (handler.hasMethodAnnotation(Open.class)) {
      operation.setSecurity(List.of(new SecurityRequirement()));
      operation
          .getResponses()
          .addApiResponse(
              "401", new ApiResponse().$ref("#/components/responses/" + SIGN_IN_REFUSED));
    }
    if (handler.hasMethodAnnotation(Deprecation.class)) {
      operation.setDeprecated(true);
    }
    return operation;
  }

  private static Set<Integer> problems(HandlerMethod handler) {
    Set<Integer> statuses = new TreeSet<>(ALWAYS);
    if (!handler.hasMethodAnnotation(GetMapping.class)) {
      statuses.addAll(WITH_EFFECT);
    }
    if (takes(handler, Precondition.class)) {
      statuses.add(HttpStatus.PRECONDITION_FAILED.value());
    }
    return statuses;
  }

  private static void tellSuccess(Operation operation, HandlerMethod handler) {
    ApiResponses responses = operation.getResponses();
    boolean mayBeNew =
        handler.hasMethodAnnotation(PutMapping.class)
            && handler.getReturnType().getParameterType() == ResponseEntity.class;
    if (mayBeNew && responses.get("200") != null) {
      ApiResponse created =
          new ApiResponse().description("Created").content(responses.get("200").getContent());
      responses.addApiResponse("201", created);
    }
    boolean readsTagged =
        handler.hasMethodAnnotation(GetMapping.class)
            && handler.getReturnType().getParameterType() == ResponseEntity.class;
    responses.forEach((_, response) -> {
      header(response, REQUEST_ID);
      if (readsTagged || (mayBeNew && takes(handler, Precondition.class))) {
        header(response, TAG);
      }
    });
    if (readsTagged) {
      ApiResponse unchanged = new ApiResponse().description("It is as If-None-Match says");
      header(unchanged, REQUEST_ID);
      header(unchanged, TAG);
      responses.addApiResponse("304", unchanged);
    }
  }

  private static boolean takes(HandlerMethod handler, Class<?> type) {
    return Arrays.stream(handler.getMethodParameters())
        .anyMatch(parameter -> parameter.getParameterType() == type);
  }

  private static void header(ApiResponse response, String name) {
    response.addHeaderObject(name, new Header().$ref("#/components/headers/" + name));
  }

  @Override
  public void customise(OpenAPI document) {
    Components components = document.getComponents();
    ModelConverters.getInstance(true).readAll(ApiProblem.class).forEach(components::addSchemas);
    components.addHeaders(
        REQUEST_ID,
        told(
            "The id of this request: the caller's X-Request-Id, or a new one", new StringSchema()));
    components.addHeaders(TAG, told("What to send in If-Match with a change", new StringSchema()));
    components.addHeaders(
        "Retry-After", told("Seconds to wait before it is sent again", new IntegerSchema()));
    components.addHeaders(
        "WWW-Authenticate", told("What may be shown", new StringSchema().example("Bearer")));
    Set<Integer> all = new TreeSet<>(ALWAYS);
    all.addAll(WITH_EFFECT);
    all.add(HttpStatus.PRECONDITION_FAILED.value());
    all.forEach(status -> components.addResponses(name(status), problem(status)));
    components.addResponses(SIGN_IN_REFUSED, described("Who signs in is not known"));
  }

  private static Header told(String description, Schema<?> schema) {
    return new Header().description(description).schema(schema);
  }

  private static String name(int status) {
    return HttpStatus.valueOf(status).name();
  }

  private static ApiResponse problem(int status) {
    ApiResponse response = described(meaning(HttpStatus.valueOf(status)));
    switch (status) {
      case 401 -> header(response, "WWW-Authenticate");
      case 429, 503 -> header(response, "Retry-After");
      default -> {}
    }
    return response;
  }

  private static ApiResponse described(String description) {
    Schema<?> schema = new Schema<>().$ref("#/components/schemas/Problem");
    ApiResponse response =
        new ApiResponse()
            .description(description)
            .content(new Content().addMediaType(PROBLEM, new MediaType().schema(schema)));
    header(response, REQUEST_ID);
    return response;
  }

  private static String meaning(HttpStatus status) {
    return switch (status) {
      case BAD_REQUEST -> "It can't be read";
      case UNAUTHORIZED -> "No valid key or session";
      case FORBIDDEN -> "The caller may not";
      case NOT_FOUND -> "Not there, or not the caller's to see";
      case METHOD_NOT_ALLOWED -> "The path has no such method";
      case NOT_ACCEPTABLE -> "Nothing that Accept names can be answered";
      case REQUEST_TIMEOUT -> "The body came too slowly";
      case CONFLICT -> "Right in itself, but not in the present state";
      case PRECONDITION_FAILED -> "It is not as If-Match or If-None-Match says";
      case CONTENT_TOO_LARGE -> "More than is read at once";
      case URI_TOO_LONG -> "The address is too long";
      case UNSUPPORTED_MEDIA_TYPE -> "The Content-Type is not one that is read";
      case MISDIRECTED_REQUEST -> "This process has no role for it";
      case UNPROCESSABLE_CONTENT -> "Understood and wrong; errors has each field";
      case TOO_MANY_REQUESTS -> "Too much of it; come again";
      case REQUEST_HEADER_FIELDS_TOO_LARGE -> "The headers are too large";
      case SERVICE_UNAVAILABLE -> "Not now; come again";
      default -> "Herald failed";
    };
  }
}
