package dev.herald.server.access;

import dev.herald.server.authorization.Caller;
import dev.herald.server.platform.problem.Precondition;
import dev.herald.server.platform.web.PublicUrl;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.JsonNode;

/** What the OpenAPI document says of the API as a whole. */
@Configuration(proxyBeanMethods = false)
class ApiDocument implements WebMvcConfigurer {
  private static final String KEY = "key";

  static {
    SpringDocUtils.getConfig()
        .addRequestWrapperToIgnore(
            Caller.class,
            Caller.Staff.class,
            Caller.SignedIn.class,
            Caller.Administrator.class,
            Caller.OfApplication.class,
            Caller.OfRecipient.class,
            Precondition.class)
        .replaceWithClass(JsonNode.class, Object.class);
  }

  /** The page itself must stand below, for a browser repeats a password only there. */
  @Override
  public void addViewControllers(ViewControllerRegistry views) {
    views.addRedirectViewController("/docs", "/docs/index.html");
  }

  @Bean
  OpenAPI herald(PublicUrl url) {
    SecurityScheme bearer = new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer");
    return new OpenAPI()
        .info(
            new Info()
                .title("Herald")
                .version("v1")
                .description(
                    "Business messages, taken once and seen through. Each answer has an"
                        + " X-Request-Id, which a caller may give; each refusal is a problem of RFC"
                        + " 9457. Fields and parameters that are not described are refused."))
        .servers(List.of(new Server().url(url.configured().orElse("/"))))
        .components(new Components().addSecuritySchemes(KEY, bearer))
        .addSecurityItem(new SecurityRequirement().addList(KEY));
  }

  /**
   * A content with a text alone fits two of its kinds: fields tell them, and none excludes others.
   */
  @Bean
  OpenApiCustomizer kindsThatOverlap() {
    return document -> document.getComponents().getSchemas().values().forEach(ApiDocument::overlap);
  }

  private static void overlap(Schema<?> schema) {
    if (schema.getProperties() != null) {
      schema.getProperties().values().stream()
          .map(property -> (Schema<?>) property)
          .filter(property -> property.getOneOf() != null)
          .forEach(ApiDocument::anyOfThem);
    }
  }

  @SuppressWarnings("rawtypes") // as the library declares them
  private static void anyOfThem(Schema<?> property) {
    List<Schema> kinds = property.getOneOf();
    property.setAnyOf(kinds);
    property.setOneOf(null);
  }

  /** Names each operation after what it does to what: {@code putTenant}; unless it has a name. */
  @Bean
  OperationCustomizer operationNames() {
    return (operation, handler) -> {
      Operation own = handler.getMethodAnnotation(Operation.class);
      if (own != null && !own.operationId().isEmpty()) {
        return operation.operationId(own.operationId());
      }
      String thing = handler.getBeanType().getSimpleName().replace("Controller", "");
      return operation.operationId(handler.getMethod().getName() + thing);
    };
  }
}
