package dev.herald.server.access;

import dev.herald.server.identity.session.Sessions;
import dev.herald.server.platform.web.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import tools.jackson.databind.json.JsonMapper;

/** Answers requests that come without a valid key, or with one that does not reach so far. */
final class KeyRefusals implements AuthenticationEntryPoint, AccessDeniedHandler {
  static final String ADMINISTRATOR_NEEDED =
      "This needs an administrator, or the administrator key, which the first start left in"
          + " admin.key of its home folder.";

  private static final String TOKEN_NEEDED =
      "A change needs the header '%s' with the token that GET /v1/session gives."
          .formatted(Sessions.CSRF_HEADER);

  private final JsonMapper json;

  KeyRefusals(JsonMapper json) {
    this.json = json;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
      throws IOException {
    boolean shown = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
    response.addHeader(
        HttpHeaders.WWW_AUTHENTICATE,
        shown ? "Bearer realm=\"herald\", error=\"invalid_token\"" : "Bearer realm=\"herald\"");
    if (KeyFilter.isDocs(request)) {
      response.addHeader(
          HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"herald: any name, an API key as password\"");
    }
    Problems.write(
        request,
        response,
        HttpStatus.UNAUTHORIZED,
        shown
            ? "This key is unknown, revoked or expired. Send 'Authorization: Bearer hk_…' with a"
                + " key that is alive; an administrator makes new ones."
            : "A key is needed. Send 'Authorization: Bearer hk_…'; an administrator makes keys"
                + " with POST /v1/applications/{code}/keys.",
        json);
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException cause)
      throws IOException {
    Problems.write(
        request,
        response,
        HttpStatus.FORBIDDEN,
        cause instanceof CsrfException ? TOKEN_NEEDED : ADMINISTRATOR_NEEDED,
        json);
  }
}
