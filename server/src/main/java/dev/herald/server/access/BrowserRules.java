package dev.herald.server.access;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * What browsers are told to refuse.
 *
 * <p>Scripts come from this server's own files and from nowhere else. Styles may also stand in the
 * page, since the console's component library writes them there as it runs; a style can't act.
 * Frames are only what the page itself holds: previews of messages, in a sandbox.
 */
final class BrowserRules {
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

  private BrowserRules() {}

  static void apply(HeadersConfigurer<HttpSecurity> headers) {
    headers
        .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT))
        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
        .permissionsPolicyHeader(features -> features.policy(FEATURES))
        .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
        .httpStrictTransportSecurity(
            strict -> strict.includeSubDomains(false).maxAgeInSeconds(YEAR_SECONDS));
  }
}
