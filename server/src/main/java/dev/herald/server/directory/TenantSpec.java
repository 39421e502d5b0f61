package dev.herald.server.directory;

import org.jspecify.annotations.Nullable;

/**
 * A tenant as an operator writes it.
 *
 * @param locale a BCP 47 tag, for example {@code zh-CN}
 * @param zone an IANA name, for example {@code Asia/Shanghai}
 * @param weight its share where messages wait, 1 to 100; left out: 1
 */
public record TenantSpec(
    @Nullable String name,
    @Nullable String locale,
    @Nullable String zone,
    @Nullable Integer weight) {}
