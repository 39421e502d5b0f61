package dev.herald.server.sandbox;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;

/** There only when this process runs the stand-ins itself. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ConditionalOnExpression("${herald.sandbox:false} and '${herald.sandbox-http:}'.isEmpty()")
@interface BuiltInSandbox {}
