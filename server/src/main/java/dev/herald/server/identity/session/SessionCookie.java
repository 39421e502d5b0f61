package dev.herald.server.identity.session;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;

/** The cookie of a session. What is not the id of one is no session, and nobody looks for it. */
public final class SessionCookie implements CookieSerializer {
  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private final DefaultCookieSerializer cookie = new DefaultCookieSerializer();

  public SessionCookie() {
    cookie.setCookieName("__Host-herald");
    cookie.setCookiePath("/");
    cookie.setUseSecureCookie(true);
    cookie.setUseHttpOnlyCookie(true);
    // Strict would not come back from an OpenID Connect provider.
    cookie.setSameSite("Lax");
  }

  @Override
  public void writeCookieValue(CookieValue value) {
    cookie.writeCookieValue(value);
  }

  @Override
  public List<String> readCookieValues(HttpServletRequest request) {
    return cookie.readCookieValues(request).stream()
        .filter(value -> ID.matcher(value).matches())
        .toList();
  }
}
