package dev.herald.server.identity.session;

import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Requires;
import dev.herald.server.authorization.WhileEnrolling;
import dev.herald.server.platform.problem.Page;
import dev.herald.server.platform.problem.RequestProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/sessions")
@Requires(Permission.READ)
@WhileEnrolling
@Tag(name = "Session")
class OpenSessionController {
  private final OpenSessions open;
  private final AuditLog audit;

  OpenSessionController(OpenSessions open, AuditLog audit) {
    this.open = open;
    this.audit = audit;
  }

  @GetMapping
  @Operation(summary = "One's own sessions, the last used first")
  Page<OpenSessions.OpenSession> list(Caller.SignedIn caller, HttpServletRequest request) {
    return Page.all(open.of(caller.user(), Sessions.id(request)));
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "End one of one's own sessions")
  void end(Caller.SignedIn caller, @PathVariable UUID id) {
    if (!open.end(caller.user(), id)) {
      throw new RequestProblem.NotFound("session", id);
    }
    record(caller, 1);
  }

  @DeleteMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "End all of one's own sessions but this one")
  void endOthers(Caller.SignedIn caller, HttpServletRequest request) {
    record(caller, open.endOthers(caller.user(), Sessions.id(request)));
  }

  private void record(Caller.SignedIn caller, int sessions) {
    audit.record(Act.of("session.ended", "user", caller.name()).with(Map.of("sessions", sessions)));
  }
}
