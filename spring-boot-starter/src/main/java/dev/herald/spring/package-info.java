/**
 * Herald in a Spring Boot application: {@link dev.herald.spring.HeraldTemplate}, its settings,
 * health and metrics.
 */
@NullMarked
package dev.herald.spring;

import org.jspecify.annotations.NullMarked;
