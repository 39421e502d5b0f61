package dev.herald.server.identity.session;

import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.User;
import dev.herald.server.identity.factor.SecondFactorSettings;
import dev.herald.server.identity.user.Users;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;

/**
 * Sessions of people who have signed in. They live in the database, so that every process of a
 * cluster serves them, and hold no more than whose they are: what the user may do is looked up anew
 * for each request. A session of an earlier epoch than the user's is over.
 */
@Component
public class Sessions {
  public static final String CSRF_HEADER = "X-CSRF-TOKEN";

  private static final String USER = "user";
  private static final String EPOCH = "epoch";
  private static final String ADDRESS = "address";
  private static final String AGENT = "agent";
  private static final int LONGEST_AGENT = 300;

  private final Users users;
  private final SessionSettings settings;
  private final SecondFactorSettings secondFactor;
  private final Clock clock;
  private final HttpSessionCsrfTokenRepository csrf = new HttpSessionCsrfTokenRepository();

  Sessions(Users users, SessionSettings settings, SecondFactorSettings secondFactor, Clock clock) {
    this.users = users;
    this.settings = settings;
    this.secondFactor = secondFactor;
    this.clock = clock;
    csrf.setHeaderName(CSRF_HEADER);
  }

  public CsrfTokenRepository csrfTokens() {
    return csrf;
  }

  /** Begins a session under a new id; nothing of one that was there before is kept. */
  public void begin(HttpServletRequest request, HttpServletResponse response, User user) {
    end(request);
    HttpSession session = request.getSession(true);
    session.setMaxInactiveInterval((int) settings.idle().toSeconds());
    session.setAttribute(USER, user.id().toString());
    session.setAttribute(EPOCH, user.epoch());
    session.setAttribute(ADDRESS, request.getRemoteAddr());
    session.setAttribute(AGENT, agent(request));
    session.setAttribute(
        FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, user.id().toString());
    csrf.saveToken(csrf.generateToken(request), request, response);
  }

  private static String agent(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.USER_AGENT);
    String agent = header == null ? "" : header;
    return agent.substring(0, Math.min(agent.length(), LONGEST_AGENT));
  }

  /** Whose session this request shows, if it still is one. */
  public Optional<Caller.SignedIn> caller(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session == null
        || !(session.getAttribute(USER) instanceof String id)
        || !(session.getAttribute(EPOCH) instanceof Integer epoch)) {
      return Optional.empty();
    }
    Optional<User> user =
        users
            .find(UUID.fromString(id), epoch)
            .filter(found -> !found.disabled() && found.epoch() == epoch)
            .filter(_ -> !isTooOld(Instant.ofEpochMilli(session.getCreationTime())));
    if (user.isEmpty()) {
      session.invalidate();
    }
    return user.map(Caller.SignedIn::new);
  }

  private boolean isTooOld(Instant begun) {
    return begun.plus(settings.longest()).isBefore(clock.instant());
  }

  /** Whether the user must set up a second factor before anything else. */
  public boolean isEnrolling(User user) {
    return secondFactor.isMissing(user);
  }

  /** What a session was begun with. */
  record Begun(String address, String agent) {}

  /** Empty when the session of the user is over. */
  Optional<Begun> begun(Session session, User user) {
    Integer epoch = session.getAttribute(EPOCH);
    boolean over = session.isExpired() || isTooOld(session.getCreationTime());
    return epoch == null || epoch != user.epoch() || over
        ? Optional.empty()
        : Optional.of(
            new Begun(
                session.getAttributeOrDefault(ADDRESS, ""),
                session.getAttributeOrDefault(AGENT, "")));
  }

  /** The secret by which the browser is known; never to be shown. */
  public static String id(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session == null ? "" : session.getId();
  }

  /** Whether this request shows a session that somebody has signed in to. */
  public boolean isShown(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session != null && session.getAttribute(USER) != null;
  }

  /** What requests that change something must carry in a header. */
  public CsrfToken csrfToken(HttpServletRequest request, HttpServletResponse response) {
    @Nullable CsrfToken token = csrf.loadToken(request);
    if (token == null) {
      token = csrf.generateToken(request);
      csrf.saveToken(token, request, response);
    }
    return token;
  }

  public void end(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
  }
}
