package dev.herald.server.access;

import dev.herald.server.audit.Actor;
import dev.herald.server.authorization.CallerAuthentication;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets whatever this request does be recorded as its caller's. */
final class ActorFilter extends OncePerRequestFilter {

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      ScopedValue.where(Actor.CURRENT, actor(request))
          .call(() -> {
            chain.doFilter(request, response);
            return true;
          });
    } catch (ServletException | IOException | RuntimeException failure) {
      throw failure;
    } catch (Exception unexpected) {
      throw new ServletException(unexpected);
    }
  }

  static Actor actor(HttpServletRequest request) {
    return SecurityContextHolder.getContext().getAuthentication()
            instanceof CallerAuthentication known
        ? known.getPrincipal().actor(request.getRemoteAddr())
        : new Actor(Actor.Kind.NOBODY, null, "nobody", request.getRemoteAddr());
  }
}
