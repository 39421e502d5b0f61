package dev.herald.server.identity.signin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Reach;
import dev.herald.server.authorization.Role;
import dev.herald.server.authorization.User;
import dev.herald.server.identity.session.Sessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;

/** What a browser is told of its session. */
@Component
class SessionViews {
  private final Sessions sessions;
  private final DeviceCookie devices;

  SessionViews(Sessions sessions, DeviceCookie devices) {
    this.sessions = sessions;
    this.devices = devices;
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
   * @param enrolling the user must set up a second factor and can do nothing before
   */
  record SessionView(
      UserView user, Set<Permission> permissions, boolean enrolling, CsrfView csrf) {}

  /** Begins a session of the user, in place of one that was there. */
  SessionView begun(User user, HttpServletRequest request, HttpServletResponse response) {
    sessions.begin(request, response, user);
    response.addHeader(HttpHeaders.SET_COOKIE, devices.of(request, user).toString());
    return of(user, request, response);
  }

  SessionView of(User user, HttpServletRequest request, HttpServletResponse response) {
    CsrfToken token = sessions.csrfToken(request, response);
    boolean enrolling = sessions.isEnrolling(user);
    return new SessionView(
        UserView.of(user),
        enrolling ? Set.of() : user.permissions(),
        enrolling,
        new CsrfView(token.getHeaderName(), token.getToken()));
  }
}
