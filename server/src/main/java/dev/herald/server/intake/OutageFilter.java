package dev.herald.server.intake;

import dev.herald.server.intake.relay.Relay;
import dev.herald.server.platform.database.Outage;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Lets submissions come, and their keys be known, while the database is away. */
final class OutageFilter extends HttpFilter {
  private final transient Relay relay;

  OutageFilter(Relay relay) {
    this.relay = relay;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    try {
      Outage.<Void, Exception>tolerated(
          relay::isDatabaseAway,
          () -> {
            chain.doFilter(request, response);
            return null;
          });
    } catch (IOException | ServletException | RuntimeException failure) {
      throw failure;
    } catch (Exception unknown) {
      throw new ServletException(unknown);
    }
  }
}
