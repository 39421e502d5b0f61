package dev.herald.server.identity.signin;

import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Open;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Requires;
import dev.herald.server.authorization.User;
import dev.herald.server.authorization.WhileEnrolling;
import dev.herald.server.identity.factor.SecondFactors;
import dev.herald.server.identity.oidc.OidcProviders;
import dev.herald.server.identity.session.Sessions;
import dev.herald.server.platform.problem.RequestProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/session")
@Tag(name = "Session")
class SessionController {
  private final Sessions sessions;
  private final SessionViews views;
  private final SignInGate gate;
  private final SignIn signIn;
  private final SecondStep secondStep;
  private final PasswordAgain again;
  private final FirstAdministrator firstAdministrator;
  private final OidcProviders providers;
  private final DeviceCookie devices;
  private final AuditLog audit;

  SessionController(
      Sessions sessions,
      SessionViews views,
      SignInGate gate,
      SignIn signIn,
      SecondStep secondStep,
      PasswordAgain again,
      FirstAdministrator firstAdministrator,
      OidcProviders providers,
      DeviceCookie devices,
      AuditLog audit) {
    this.sessions = sessions;
    this.views = views;
    this.gate = gate;
    this.signIn = signIn;
    this.secondStep = secondStep;
    this.again = again;
    this.firstAdministrator = firstAdministrator;
    this.providers = providers;
    this.devices = devices;
    this.audit = audit;
  }

  /**
   * How one can sign in here.
   *
   * @param setup true: there is no administrator yet, and the link in {@code setup.link} opens
   */
  record Options(boolean local, boolean setup, List<OidcProviders.Choice> oidc) {}

  record Credentials(@Nullable String name, @Nullable String password) {
    @Override
    public String toString() {
      return "credentials";
    }
  }

  record Setup(
      @Nullable String token,
      @Nullable String name,
      @Nullable String displayName,
      @Nullable String password) {
    @Override
    public String toString() {
      return "setup";
    }
  }

  record Acceptance(@Nullable String token, @Nullable String password) {
    @Override
    public String toString() {
      return "acceptance of an invitation";
    }
  }

  /**
   * @param token of the step before
   * @param code of the authenticator, or a recovery code
   */
  record CodeShown(@Nullable String token, @Nullable String code) {
    @Override
    public String toString() {
      return "code";
    }
  }

  record NewPassword(@Nullable String current, @Nullable String password) {
    @Override
    public String toString() {
      return "new password";
    }
  }

  @Open
  @GetMapping("/options")
  @Operation(summary = "How one can sign in")
  Options options() {
    return new Options(true, firstAdministrator.isAwaited(), providers.choices());
  }

  @Open
  @GetMapping
  @Operation(summary = "Who has signed in")
  SessionViews.SessionView get(HttpServletRequest request, HttpServletResponse response) {
    User user =
        sessions
            .caller(request)
            .map(Caller.SignedIn::user)
            .orElseThrow(() -> new RequestProblem.Unauthenticated("Nobody has signed in."));
    return views.of(user, request, response);
  }

  @Open
  @PostMapping
  @Operation(summary = "Sign in")
  @Entered
  ResponseEntity<?> open(
      @RequestBody Credentials credentials,
      HttpServletRequest request,
      HttpServletResponse response) {
    PlainHttp.refuse(request);
    return gate.through(
        () -> entered(byPassword(credentials, request), "password", request, response));
  }

  private User byPassword(Credentials credentials, HttpServletRequest request) {
    String name = credentials.name() == null ? "" : credentials.name();
    return signIn.byPassword(
        name,
        credentials.password() == null ? "" : credentials.password(),
        request.getRemoteAddr(),
        devices.device(request, name));
  }

  @Open
  @PostMapping("/second-step")
  @Operation(summary = "Sign in: the second step, with a code")
  SessionViews.SessionView pass(
      @RequestBody CodeShown shown, HttpServletRequest request, HttpServletResponse response) {
    PlainHttp.refuse(request);
    return gate.through(() -> passed(shown, request, response));
  }

  private SessionViews.SessionView passed(
      CodeShown shown, HttpServletRequest request, HttpServletResponse response) {
    User user = secondStep.owner(shown.token());
    String address = request.getRemoteAddr();
    Guess.Code guess = new Guess.Code(user.id(), address, devices.device(request, user.name()));
    Optional<SecondFactors.Shown> passed = secondStep.pass(user, shown.code(), guess);
    if (passed.isEmpty()) {
      signIn.refusedCode(user);
      throw new RequestProblem.Unauthenticated("This code is wrong, or was used already.");
    }
    signIn.opened(user, address, "password and " + passed.get().word());
    return views.begun(user, request, response);
  }

  @Open
  @PostMapping("/setup")
  @Operation(
      summary =
          "Make the first administrator, by the link in setup.link of the server's home, and sign"
              + " in")
  SessionViews.SessionView setUp(
      @RequestBody Setup setup, HttpServletRequest request, HttpServletResponse response) {
    PlainHttp.refuse(request);
    User user =
        gate.through(() ->
            firstAdministrator.make(
                setup.token(), setup.name(), setup.displayName(), setup.password()));
    signIn.opened(user, request.getRemoteAddr(), "setup link");
    return views.begun(user, request, response);
  }

  @Open
  @PostMapping("/invitation")
  @Operation(summary = "Accept an invitation by setting the password, and sign in")
  @Entered
  ResponseEntity<?> accept(
      @RequestBody Acceptance acceptance,
      HttpServletRequest request,
      HttpServletResponse response) {
    PlainHttp.refuse(request);
    User user = gate.through(() -> signIn.byInvitation(acceptance.token(), acceptance.password()));
    return entered(user, "invitation", request, response);
  }

  /** A session, or what comes before it for whoever has a second factor. */
  private ResponseEntity<?> entered(
      User user, String by, HttpServletRequest request, HttpServletResponse response) {
    if (user.hasSecondFactor()) {
      return ResponseEntity.accepted().body(secondStep.after(user));
    }
    signIn.opened(user, request.getRemoteAddr(), by);
    return ResponseEntity.ok(views.begun(user, request, response));
  }

  @Requires(Permission.READ)
  @WhileEnrolling
  @PutMapping("/password")
  @Operation(summary = "Replace one's own password; other sessions end")
  SessionViews.SessionView changePassword(
      Caller.SignedIn caller,
      @RequestBody NewPassword wanted,
      HttpServletRequest request,
      HttpServletResponse response) {
    again.require(caller.user(), Sessions.id(request), wanted.current());
    User user = gate.through(() -> signIn.changePassword(caller.user(), wanted.password()));
    return views.begun(user, request, response);
  }

  @Requires(Permission.READ)
  @WhileEnrolling
  @DeleteMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Sign out")
  void close(Caller.SignedIn caller, HttpServletRequest request) {
    sessions.end(request);
    audit.record(Act.of("session.closed", "user", caller.name()));
  }

  /** What a way in answers. */
  @ApiResponse(
      responseCode = "200",
      description = "Signed in",
      content = @Content(schema = @Schema(implementation = SessionViews.SessionView.class)))
  @ApiResponse(
      responseCode = "202",
      description = "The password is right, and POST /v1/session/second-step takes the code",
      content = @Content(schema = @Schema(implementation = SecondStep.AwaitedCode.class)))
  @Retention(RetentionPolicy.RUNTIME)
  @interface Entered {}
}
