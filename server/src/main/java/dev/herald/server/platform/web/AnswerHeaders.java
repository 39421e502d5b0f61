package dev.herald.server.platform.web;

import java.util.List;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.HstsHeaderWriter;
import org.springframework.security.web.header.writers.PermissionsPolicyHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.XContentTypeOptionsHeaderWriter;
import org.springframework.security.web.header.writers.XXssProtectionHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter.XFrameOptionsMode;

/**
 * The headers of every answer, whichever part of the server it comes from: what browsers are told
 * to refuse.
 *
 * <p>Scripts come from this server's own files and from nowhere else. Styles may also stand in the
 * page, since the console's component library writes them there as it runs; a style can't act.
 * Frames are only what the page itself holds: previews of messages, in a sandbox.
 */
public final class AnswerHeaders {
  private static final String CONTENT =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self' 'unsafe-inline'",
          "img-src 'self' data: blob:",
          "font-src 'self' data:",
          "connect-src 'self'",
          "manifest-src 'self'",
          "worker-src 'self'",
          "frame-src 'self' blob:",
          "frame-ancestors 'none'",
          "form-action 'self'",
          "base-uri 'none'");
  private static final String FEATURES =
      "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=()";
  private static final long YEAR_SECONDS = 31_536_000;

  private AnswerHeaders() {}

  public static List<HeaderWriter> writers() {
    CrossOriginOpenerPolicyHeaderWriter opener = new CrossOriginOpenerPolicyHeaderWriter();
    opener.setPolicy(CrossOriginOpenerPolicy.SAME_ORIGIN);
    return List.of(
        new XContentTypeOptionsHeaderWriter(),
        new XXssProtectionHeaderWriter(),
        new CacheControlHeadersWriter(),
        new HstsHeaderWriter(YEAR_SECONDS, false),
        new XFrameOptionsHeaderWriter(XFrameOptionsMode.DENY),
        new ContentSecurityPolicyHeaderWriter(CONTENT),
        new ReferrerPolicyHeaderWriter(ReferrerPolicy.NO_REFERRER),
        new PermissionsPolicyHeaderWriter(FEATURES),
        opener);
  }
}
