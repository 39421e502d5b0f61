package dev.herald.server.access;

import dev.herald.server.platform.problem.Precondition;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.method.HandlerMethod;

/** What parameters of one name have in common, for the OpenAPI document. */
@Component
class ApiParameters implements OperationCustomizer {
  private static final int LONGEST_CODE = 64;
  private static final int LONGEST_CURSOR = 1_000;
  private static final Map<String, String> EXAMPLES =
      Map.of(
          "application", "esop",
          "tenant", "hengtong",
          "node", "grant.vested",
          "lane", "normal",
          "channel", "email",
          "locale", "zh-CN",
          "recipient", "E1001",
          "q", "138 0013 8000");

  @Override
  public Operation customize(Operation operation, HandlerMethod handler) {
    if (operation.getParameters() != null) {
      operation.getParameters().forEach(ApiParameters::bound);
    }
    preconditions(operation, handler);
    return operation;
  }

  private static void bound(Parameter parameter) {
    Schema<?> schema = parameter.getSchema();
    if (schema == null) {
      return;
    }
    switch (parameter.getName()) {
      case "limit" -> {
        schema.setMinimum(BigDecimal.ONE);
        schema.setMaximum(BigDecimal.valueOf(1_000));
      }
      case "number", "other" -> schema.setMinimum(BigDecimal.ONE);
      case "cursor" -> schema.setMaxLength(LONGEST_CURSOR);
      case "application", "node", "code", "tenant", "lane" -> schema.setMaxLength(LONGEST_CODE);
      case "Idempotency-Key" -> {
        schema.setMinLength(1);
        schema.setMaxLength(255);
        parameter.setExample("order-8841-shipped");
      }
      default -> {}
    }
    String example = EXAMPLES.get(parameter.getName());
    if (example != null) {
      parameter.setExample(example);
    }
  }

  private static void preconditions(Operation operation, HandlerMethod handler) {
    boolean changes =
        Arrays.stream(handler.getMethodParameters())
            .anyMatch(parameter -> parameter.getParameterType() == Precondition.class);
    boolean tagged = handler.getReturnType().getParameterType() == ResponseEntity.class;
    if (changes) {
      header("If-Match", "The ETag that was read; 412 when it was changed since", operation);
    }
    if (changes && handler.hasMethodAnnotation(PutMapping.class)) {
      header("If-None-Match", "*: only to make a new one; 412 when there is one", operation);
    }
    if (tagged && handler.hasMethodAnnotation(GetMapping.class)) {
      header("If-None-Match", "The ETag that is known; 304 when it is the present one", operation);
    }
  }

  private static void header(String name, String description, Operation operation) {
    operation.addParametersItem(
        new Parameter()
            .in("header")
            .name(name)
            .description(description)
            .required(false)
            .schema(new StringSchema()));
  }
}
