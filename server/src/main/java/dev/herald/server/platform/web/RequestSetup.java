package dev.herald.server.platform.web;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.Valve;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import tools.jackson.databind.json.JsonMapper;

/** How strictly requests are read, beside what each class of the API asks for. */
@Configuration(proxyBeanMethods = false)
public class RequestSetup {

  /** A list has values: null in one would be met, and fail, wherever the list is read. */
  @Bean
  public JsonMapperBuilderCustomizer noNullsInLists() {
    return json ->
        json.changeDefaultNullHandling(_ -> JsonSetter.Value.forContentNulls(Nulls.FAIL))
            .withConfigOverride(
                Map.class, map -> map.setNullHandling(JsonSetter.Value.forContentNulls(Nulls.SET)));
  }

  /** Has Tomcat's own refusals answered as problems; it reads no forms, which nobody sends. */
  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE)
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsOfTomcat(JsonMapper json) {
    return tomcat -> {
      List<Valve> valves = new ArrayList<>(tomcat.getEngineValves());
      valves.addFirst(new ProblemValve(json));
      valves.addFirst(new RequestIdValve());
      tomcat.setEngineValves(valves);
      tomcat.addContextCustomizers(RequestSetup::withoutErrorPages);
      tomcat.addConnectorCustomizers(connector -> connector.setParseBodyMethods("none"));
    };
  }

  private static void withoutErrorPages(Context context) {
    if (context.getParent() instanceof StandardHost host) {
      host.setErrorReportValveClass("");
      for (Valve valve : host.getPipeline().getValves()) {
        if (valve instanceof ErrorReportValve) {
          host.getPipeline().removeValve(valve);
        }
      }
    }
  }
}
