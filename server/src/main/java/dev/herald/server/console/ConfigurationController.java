package dev.herald.server.console;

import dev.herald.server.access.Caller;
import dev.herald.server.access.Permission;
import dev.herald.server.access.Reach;
import dev.herald.server.access.Requires;
import dev.herald.server.platform.Change;
import dev.herald.server.platform.RequestProblem;
import java.io.InputStream;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

@RestController
@RequestMapping("/v1/configuration")
class ConfigurationController {
  private final Configuration configuration;

  ConfigurationController(Configuration configuration) {
    this.configuration = configuration;
  }

  /**
   * What became of a configuration.
   *
   * @param dryRun true: this is what would change
   */
  record Applied(boolean dryRun, List<Change> changes) {}

  /** Takes YAML, and so JSON too. */
  @Requires(
      value = Permission.ADMINISTER,
      across = {Reach.Limit.TENANTS, Reach.Limit.APPLICATIONS})
  @PostMapping(consumes = {"application/yaml", MediaType.APPLICATION_JSON_VALUE})
  Applied put(
      Caller.Staff caller, @RequestParam(defaultValue = "false") boolean dryRun, InputStream body) {
    return new Applied(dryRun, configuration.put(parsed(body), dryRun));
  }

  private static JsonNode parsed(InputStream body) {
    try {
      return YAMLMapper.shared().readTree(body);
    } catch (JacksonException malformed) {
      throw new RequestProblem.Malformed(
          "not YAML at line %d, column %d: %s"
              .formatted(
                  malformed.getLocation().getLineNr(),
                  malformed.getLocation().getColumnNr(),
                  malformed.getOriginalMessage()));
    }
  }
}
