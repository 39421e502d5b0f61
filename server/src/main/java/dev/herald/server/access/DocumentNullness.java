package dev.herald.server.access;

import com.fasterxml.jackson.annotation.JsonInclude;
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
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Says in the OpenAPI document which fields are always there: the components of our records that
 * are not {@link Nullable}; and which may be null.
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
      Schema<?> model = model(schema, context);
      requireComponents(javaType.getRawClass(), model);
      admitNulls(javaType.getRawClass(), model);
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
    if (model == null || model.getProperties() == null) {
      return;
    }
    Set<String> always = new TreeSet<>();
    if (model.getRequired() != null) {
      always.addAll(model.getRequired());
    }
    Arrays.stream(record.getRecordComponents())
        .filter(component -> !isNullable(component))
        .map(RecordComponent::getName)
        .filter(model.getProperties()::containsKey)
        .forEach(always::add);
    if (!always.isEmpty()) {
      model.setRequired(List.copyOf(always));
    }
  }

  /** A record that says null instead of leaving the component out. */
  private static void admitNulls(Class<?> record, @Nullable Schema<?> model) {
    JsonInclude written = record.getAnnotation(JsonInclude.class);
    if (model == null || written == null || written.value() != JsonInclude.Include.ALWAYS) {
      return;
    }
    for (RecordComponent component : record.getRecordComponents()) {
      Schema<?> property = (Schema<?>) model.getProperties().get(component.getName());
      if (isNullable(component) && property != null && property.getTypes() != null) {
        property.addType("null");
      }
    }
  }

  private static boolean isNullable(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }
}
