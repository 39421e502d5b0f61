package dev.herald.server.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.platform.RequestProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
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
  private final SignIn signIn;
  private final FirstAdministrator firstAdministrator;
  private final OidcProviders providers;
  private final DeviceCookie devices;
  private final AuditLog audit;

  SessionController(
      Sessions sessions,
      SignIn signIn,
      FirstAdministrator firstAdministrator,
      OidcProviders providers,
      DeviceCookie devices,
      AuditLog audit) {
    this.sessions = sessions;
    this.signIn = signIn;
    this.firstAdministrator = firstAdministrator;
    this.providers = providers;
    this.devices = devices;
    this.audit = audit;
  }

  /**
   * The user as the console needs it.
   *
   * @param tenants null: every tenant
   * @param applications null: every application
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record UserView(
      UUID id,
      String name,
      String displayName,
      Role role,
      @Nullable Set<String> tenants,
      @Nullable Set<String> applications) {
    static UserView of(User user) {
      Reach reach = user.reach();
      return new UserView(
          user.id(),
          user.name(),
          user.displayName(),
          user.rights().role(),
          reach.tenants() == null ? null : new TreeSet<>(reach.tenants()),
          reach.applications() == null ? null : new TreeSet<>(reach.applications()));
    }
  }

  /** What requests other than GET must carry: this token in this header. */
  record CsrfView(String header, String token) {}

  /**
   * @param permissions all that the user has
   */
  record SessionView(UserView user, Set<Permission> permissions, CsrfView csrf) {}

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
  SessionView get(HttpServletRequest request, HttpServletResponse response) {
    User user =
        sessions
            .caller(request)
            .map(Caller.SignedIn::user)
            .orElseThrow(() -> new RequestProblem.Unauthenticated("Nobody has signed in."));
    return view(user, request, response);
  }

  @Open
  @PostMapping
  @Operation(summary = "Sign in")
  SessionView open(
      @RequestBody Credentials credentials,
      HttpServletRequest request,
      HttpServletResponse response) {
    PlainHttp.refuse(request);
    String name = credentials.name() == null ? "" : credentials.name();
    User user =
        signIn.byPassword(
            name,
            credentials.password() == null ? "" : credentials.password(),
            request.getRemoteAddr(),
            devices.device(request, name));
    return begun(user, request, response);
  }

  @Open
  @PostMapping("/setup")
  @Operation(
      summary =
          "Make the first administrator, by the link in setup.link of the server's home, and sign in")
  SessionView setUp(
      @RequestBody Setup setup, HttpServletRequest request, HttpServletResponse response) {
    PlainHttp.refuse(request);
    User user =
        firstAdministrator.make(setup.token(), setup.name(), setup.displayName(), setup.password());
    signIn.opened(user, request.getRemoteAddr(), "setup link");
    return begun(user, request, response);
  }

  @Open
  @PostMapping("/invitation")
  @Operation(summary = "Accept an invitation by setting the password, and sign in")
  SessionView accept(
      @RequestBody Acceptance acceptance,
      HttpServletRequest request,
      HttpServletResponse response) {
    PlainHttp.refuse(request);
    User user = signIn.byInvitation(acceptance.token(), acceptance.password());
    signIn.opened(user, request.getRemoteAddr(), "invitation");
    return begun(user, request, response);
  }

  @Requires(Permission.READ)
  @PutMapping("/password")
  @Operation(summary = "Replace one's own password; other sessions end")
  SessionView changePassword(
      Caller.SignedIn caller,
      @RequestBody NewPassword wanted,
      HttpServletRequest request,
      HttpServletResponse response) {
    User user = signIn.changePassword(caller.user(), wanted.current(), wanted.password());
    return begun(user, request, response);
  }

  @Requires(Permission.READ)
  @DeleteMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Sign out")
  void close(Caller.SignedIn caller, HttpServletRequest request) {
    sessions.end(request);
    audit.record(Act.of("session.closed", "user", caller.name()));
  }

  private SessionView begun(User user, HttpServletRequest request, HttpServletResponse response) {
    sessions.begin(request, response, user);
    response.addHeader(HttpHeaders.SET_COOKIE, devices.of(user).toString());
    return view(user, request, response);
  }

  private SessionView view(User user, HttpServletRequest request, HttpServletResponse response) {
    var token = sessions.csrfToken(request, response);
    return new SessionView(
        UserView.of(user),
        user.permissions(),
        new CsrfView(token.getHeaderName(), token.getToken()));
  }
}
