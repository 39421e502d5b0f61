package dev.herald.server.authorization;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a controller's method, or every method of a controller, takes. Path variables and parameters
 * named {@code tenant} and {@code application} must be in the caller's reach.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Requires {
  Permission value();

  /** In what the caller must not be limited, because this concerns all of them. */
  Reach.Limit[] across() default {};
}
