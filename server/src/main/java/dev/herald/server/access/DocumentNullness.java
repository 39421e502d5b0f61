package dev.herald.server.access;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Says in the OpenAPI document which fields are always there: the components of our records that
 * are not {@link Nullable}.
 */
@Component
class DocumentNullness implements ModelConverter {
  private static final String REFERENCE = "#/components/schemas/";

  @Override
  public @Nullable Schema<?> resolve(
      AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
    if (!chain.hasNext()) {
      return null;
    }
    Schema<?> schema = chain.next().resolve(type, context, chain);
    JavaType javaType = Json.mapper().constructType(type.getType());
    if (schema != null && javaType.getRawClass().isRecord()) {
      requireComponents(javaType.getRawClass(), model(schema, context));
    }
    return schema;
  }

  private static @Nullable Schema<?> model(Schema<?> schema, ModelConverterContext context) {
    String reference = schema.get$ref();
    return reference == null
        ? schema
        : context.getDefinedModels().get(reference.substring(REFERENCE.length()));
  }

  private static void requireComponents(Class<?> record, @Nullable Schema<?> model) {
    if (model == null || model.getProperties() == null || model.getRequired() != null) {
      return;
    }
    List<String> always =
        Arrays.stream(record.getRecordComponents())
            .filter(component -> !isNullable(component))
            .map(RecordComponent::getName)
            .filter(model.getProperties()::containsKey)
            .toList();
    if (!always.isEmpty()) {
      model.setRequired(always);
    }
  }

  private static boolean isNullable(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }
}
