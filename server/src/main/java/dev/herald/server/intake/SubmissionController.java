package dev.herald.server.intake;

import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Requires;
import dev.herald.server.intake.dryrun.DryRun;
import dev.herald.server.platform.BodyAccount;
import dev.herald.server.platform.json.JsonBodies;
import dev.herald.server.platform.json.NdjsonLines;
import dev.herald.server.reason.Wording;
import dev.herald.server.task.Saved;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(SubmissionController.PATH)
@Tag(name = "Messages")
class SubmissionController {
  static final String PATH = "/v1/messages";

  private final SubmissionEndpoint endpoint;
  private final BulkIntake bulk;

  SubmissionController(SubmissionEndpoint endpoint, BulkIntake bulk) {
    this.endpoint = endpoint;
    this.bulk = bulk;
  }

  @Requires(Permission.SEND)
  @PostMapping
  @Operation(
      summary = "Submit a message to up to 1,000 recipients",
      description =
          "Answers 202 once every message is durable. Repeat with the same Idempotency-Key after a"
              + " lost answer: the same messages are answered, and none is made twice. With"
              + " dryRun=true nothing is saved or sent: the answer is 200, and tells of each"
              + " message what would become of it, and why.",
      parameters = {
        @Parameter(
            in = ParameterIn.HEADER,
            name = CallerKey.HEADER,
            schema = @Schema(type = "string")),
        @Parameter(
            in = ParameterIn.QUERY,
            name = "dryRun",
            schema = @Schema(type = "boolean", defaultValue = "false"))
      },
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON_VALUE,
                      schema =
                          @Schema(ref = "#/components/schemas/" + SubmissionSchemas.SUBMISSION))),
      responses = {
        @ApiResponse(
            responseCode = "202",
            description = "Accepted",
            content =
                @Content(
                    mediaType = MediaType.APPLICATION_JSON_VALUE,
                    schema = @Schema(implementation = Saved.Ack.class))),
        @ApiResponse(
            responseCode = "200",
            description = "What would become of it (dryRun=true)",
            content =
                @Content(
                    mediaType = MediaType.APPLICATION_JSON_VALUE,
                    schema = @Schema(implementation = DryRun.class)))
      })
  void submit(Caller caller, HttpServletRequest request, HttpServletResponse response)
      throws IOException, HttpMediaTypeNotSupportedException {
    endpoint.answer(caller, request, response);
  }

  @Requires(Permission.SEND)
  @PostMapping(
      path = "/bulk",
      consumes = {"application/x-ndjson", MediaType.TEXT_PLAIN_VALUE})
  @Operation(
      summary = "Submit any number of messages, one JSON object a line",
      description =
          "Streams one result line per input line, in order. A bad line fails only itself. A line's"
              + " own idempotencyKey is the same as the header of a single call; a line without one"
              + " has the Idempotency-Key of the whole call with its number, if there is one. With"
              + " dryRun=true each line is answered with what it would come to.",
      parameters =
          @Parameter(
              in = ParameterIn.QUERY,
              name = "dryRun",
              schema = @Schema(type = "boolean", defaultValue = "false")),
      requestBody =
          @RequestBody(
              content = {
                @Content(
                    mediaType = "application/x-ndjson",
                    schema = @Schema(ref = "#/components/schemas/" + SubmissionSchemas.LINE))
              }),
      responses =
          @ApiResponse(
              responseCode = "200",
              content = {
                @Content(
                    mediaType = "application/x-ndjson",
                    schema = @Schema(implementation = BulkIntake.Result.class))
              }))
  void submitBulk(
      Caller caller,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    BulkIntake.Call call =
        new BulkIntake.Call(
            caller,
            CallerKey.ofCall(key),
            Traceparent.of(request),
            Wording.ofRequest(),
            SubmissionEndpoint.isDryRun(request));
    endpoint.tellLimits(caller, response);
    response.setStatus(HttpServletResponse.SC_OK);
    response.setContentType("application/x-ndjson");
    NdjsonLines lines =
        new NdjsonLines(request.getInputStream(), BodyAccount.of(request), JsonBodies.LARGEST);
    bulk.run(call, lines, response.getOutputStream());
  }
}
