package dev.herald.server.identity.user;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user as an administrator writes it.
 *
 * @param name to sign in with; can't be changed later
 * @param role {@code viewer}, {@code operator}, {@code editor} or {@code administrator}
 * @param tenants codes; left out: every tenant
 * @param applications codes; left out: every application
 * @param seesPersonalData may see addresses and variables in the clear; administrators always may
 */
record UserSpec(
    @Schema(minLength = 1, maxLength = 64, example = "zhang.san") @Nullable String name,
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED, minLength = 1, maxLength = 100)
        @Nullable String displayName,
    @Schema(
            requiredMode = Schema.RequiredMode.REQUIRED,
            allowableValues = {"viewer", "operator", "editor", "administrator"})
        @Nullable String role,
    @Nullable List<String> tenants,
    @Nullable List<String> applications,
    @Nullable Boolean seesPersonalData,
    @Nullable Boolean disabled) {}
