package dev.herald.server.console.configuration;

import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Reach;
import dev.herald.server.authorization.Requires;
import dev.herald.server.platform.Change;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.ProblemReason;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/configuration")
class ConfigurationController {
  private static final int LARGEST = 4 << 20;

  private final Configuration configuration;
  private final ConfigurationDocument documents;

  ConfigurationController(Configuration configuration, ConfigurationDocument documents) {
    this.configuration = configuration;
    this.documents = documents;
  }

  /**
   * What became of a configuration.
   *
   * @param dryRun true: this is what would change
   */
  record Applied(boolean dryRun, List<Change> changes) {}

  /** Takes YAML or JSON. */
  @Requires(
      value = Permission.ADMINISTER,
      across = {Reach.Limit.TENANTS, Reach.Limit.APPLICATIONS})
  @Operation(
      summary = "Put a whole configuration, or say what would change",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = {
                @Content(
                    mediaType = "application/yaml",
                    schema = @Schema(ref = "#/components/schemas/" + ConfigurationSchema.NAME)),
                @Content(
                    mediaType = MediaType.APPLICATION_JSON_VALUE,
                    schema = @Schema(ref = "#/components/schemas/" + ConfigurationSchema.NAME))
              }))
  @PostMapping(consumes = {"application/yaml", MediaType.APPLICATION_JSON_VALUE})
  Applied put(
      Caller.Staff caller,
      @RequestParam(defaultValue = "false") boolean dryRun,
      @Parameter(hidden = true) @RequestHeader(HttpHeaders.CONTENT_TYPE) MediaType type,
      InputStream in)
      throws IOException {
    byte[] body = in.readNBytes(LARGEST + 1);
    if (body.length > LARGEST) {
      throw new RequestProblem.TooLarge(new ProblemReason.ConfigurationTooLarge(LARGEST));
    }
    return new Applied(dryRun, configuration.put(caller, documents.read(body, type), dryRun));
  }
}
