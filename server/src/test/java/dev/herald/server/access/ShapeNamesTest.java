package dev.herald.server.access;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonValue;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Of two shapes with one name the OpenAPI document has one, and says it of both. A second one is
 * named by {@code @Schema(name = …)}.
 */
class ShapeNamesTest {
  private static final JavaClasses HERALD =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.herald.server");

  private final Set<Class<?>> shapes = new HashSet<>();

  @Test
  void everyShapeHasItsOwnName() {
    HERALD.stream()
        .filter(type -> type.isAnnotatedWith(RestController.class))
        .map(JavaClass::reflect)
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .filter(method -> AnnotatedElementUtils.hasAnnotation(method, RequestMapping.class))
        .forEach(this::reach);

    assertThat(shapes).hasSizeGreaterThan(100);
    Map<String, Set<String>> named =
        shapes.stream().collect(groupingBy(ShapeNamesTest::name, mapping(Class::getName, toSet())));
    assertThat(named).allSatisfy((name, types) -> assertThat(types).as(name).hasSize(1));
  }

  private void reach(Method method) {
    reach(method.getGenericReturnType());
    for (Parameter parameter : method.getParameters()) {
      if (parameter.isAnnotationPresent(RequestBody.class)) {
        reach(parameter.getParameterizedType());
      }
    }
  }

  private void reach(Type type) {
    switch (type) {
      case Class<?> shape -> reach(shape);
      case ParameterizedType generic ->
          Arrays.stream(generic.getActualTypeArguments()).forEach(this::reach);
      case GenericArrayType array -> reach(array.getGenericComponentType());
      case WildcardType wildcard -> Arrays.stream(wildcard.getUpperBounds()).forEach(this::reach);
      default -> {}
    }
  }

  private void reach(Class<?> shape) {
    if (shape.isArray()) {
      reach(shape.getComponentType());
    } else if (shape.isRecord() && shape.getName().startsWith("dev.herald")) {
      writtenAs(shape)
          .ifPresentOrElse(
              written -> reach(written.getGenericReturnType()), () -> reachRecord(shape));
    }
  }

  /** A record that is written as something else is no shape. */
  private static Optional<Method> writtenAs(Class<?> shape) {
    return Arrays.stream(shape.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(JsonValue.class))
        .findFirst();
  }

  private void reachRecord(Class<?> shape) {
    if (shapes.add(shape)) {
      for (RecordComponent component : shape.getRecordComponents()) {
        reach(component.getGenericType());
      }
    }
  }

  private static String name(Class<?> shape) {
    Schema schema = shape.getAnnotation(Schema.class);
    return schema == null || schema.name().isEmpty() ? shape.getSimpleName() : schema.name();
  }
}
