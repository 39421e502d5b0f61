package dev.herald.bench.worker;

import dev.herald.server.retention.RetentionSettings;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;

/** Of the server, only the task module, what it stands on, and what counts with it. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableConfigurationProperties(RetentionSettings.class)
@ComponentScan(
    basePackages = {
      "dev.herald.server.task",
      "dev.herald.server.statistics",
      "dev.herald.server.platform"
    },
    excludeFilters =
        @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*\\.platform\\.(web|http)\\..*"))
@ComponentScan(
    basePackages = "dev.herald.server.retention",
    useDefaultFilters = false,
    includeFilters =
        @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*\\.(Partitions.*|Maintenance)"))
class TaskModule {
  /**
   * @param database its URL, user and password, before what else a worker is told
   * @param home a folder for the key of the vault
   */
  static ConfigurableApplicationContext start(String[] database, String home) {
    return new SpringApplicationBuilder(TaskModule.class)
        .web(WebApplicationType.NONE)
        .properties(
            "spring.datasource.url=" + database[0],
            "spring.datasource.username=" + database[1],
            "spring.datasource.password=" + database[2],
            "logging.threshold.console=off")
        .run("--herald.home=" + home);
  }
}
