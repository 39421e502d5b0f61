package dev.herald.server.platform.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an operation of the API that callers should leave. Its answers say so with the headers
 * {@code Deprecation} (RFC 9745), {@code Sunset} (RFC 8594) and {@code Link}, and so does the
 * OpenAPI document. docs/integrate.md has the policy.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Deprecation {
  /** Since which day: {@code 2026-12-01}. */
  String since();

  /** From which day on it may be gone, a year after {@link #since} or later. */
  String sunset();

  /** What tells what to call in its place. */
  String link();
}
