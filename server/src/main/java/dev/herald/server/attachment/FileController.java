package dev.herald.server.attachment;

import dev.herald.server.application.Applications;
import dev.herald.server.authorization.Application;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Reach;
import dev.herald.server.authorization.Requires;
import dev.herald.server.platform.BodyAccount;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.FieldFault;
import dev.herald.server.reason.ProblemReason;
import dev.herald.server.reason.SubmissionFault;
import dev.herald.server.reason.Thing;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/files")
@Tag(name = "Messages")
class FileController {
  private static final String ANY_TYPE = "application/octet-stream";

  private final Attachments attachments;
  private final Applications applications;

  FileController(Attachments attachments, Applications applications) {
    this.attachments = attachments;
    this.applications = applications;
  }

  /**
   * @param usableUntil a message that has it must be submitted before; then it stays with the
   *     message
   */
  record FileView(UUID id, String name, String mediaType, long bytes, Instant usableUntil) {
    @Override
    public String toString() {
      return "file";
    }
  }

  @Requires(Permission.SEND)
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      operationId = "makeFile",
      summary = "Bring a file that goes with emails",
      description =
          "The body is the file, and Content-Type its type. It is kept sealed, and named in the"
              + " attachments of messages of the same application. Without a message it is kept for"
              + " seven days.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = ANY_TYPE,
                      schema = @Schema(type = "string", format = "binary"))))
  FileView take(
      Caller caller,
      @RequestParam String name,
      @RequestParam(required = false) @Nullable String application,
      HttpServletRequest request)
      throws IOException {
    KeptFile file =
        attachments.take(
            application(caller, application),
            caller.name(),
            name,
            mediaType(request.getContentType(), name),
            request.getInputStream(),
            request.getContentLengthLong(),
            BodyAccount.of(request));
    return new FileView(
        file.id(),
        file.name(),
        file.mediaType(),
        file.bytes(),
        file.madeAt().plus(attachments.settings().keptUnused()));
  }

  /** A type that says nothing is taken from the name. */
  private static String mediaType(@Nullable String header, String name) {
    String type = header == null ? ANY_TYPE : header.split(";", 2)[0].strip();
    return type.equalsIgnoreCase(ANY_TYPE)
        ? FileName.mediaType(name).orElse(ANY_TYPE)
        : type.toLowerCase(Locale.ROOT);
  }

  private Application application(Caller caller, @Nullable String code) {
    return switch (caller) {
      case Caller.OfApplication(Application own, _) -> {
        if (code != null && !code.equals(own.code())) {
          throw new RequestProblem.Invalid(
              "application", new SubmissionFault.ApplicationOfKey(own.code()));
        }
        yield own;
      }
      case Caller.OfRecipient _ ->
          throw new RequestProblem.Forbidden(new ProblemReason.KeyNeeded());
      case Caller.Staff staff -> {
        if (code == null) {
          throw new RequestProblem.Invalid("application", new SubmissionFault.ApplicationNeeded());
        }
        staff.reach().requireSight(Reach.Limit.APPLICATIONS, code);
        yield applications
            .find(code)
            .orElseThrow(() ->
                new RequestProblem.Invalid(
                    "application", new FieldFault.ThingUnknown(Thing.APPLICATION.word(), code)));
      }
    };
  }
}
