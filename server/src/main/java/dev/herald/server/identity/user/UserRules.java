package dev.herald.server.identity.user;

import dev.herald.server.application.Applications;
import dev.herald.server.authorization.Reach;
import dev.herald.server.authorization.Role;
import dev.herald.server.authorization.TenantCodes;
import dev.herald.server.authorization.User;
import dev.herald.server.platform.problem.FieldErrors;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a user may be. */
@Component
public class UserRules {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@+-]{0,63}");

  private final Applications applications;
  private final TenantCodes tenants;

  UserRules(Applications applications, TenantCodes tenants) {
    this.applications = applications;
    this.tenants = tenants;
  }

  /** The one form of a name: neither case counts, nor whether an accent is a letter of its own. */
  public static String normal(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC).strip().toLowerCase(Locale.ROOT);
  }

  public static String name(@Nullable String name, FieldErrors errors) {
    String wanted = name == null ? "" : normal(name);
    if (!NAME.matcher(wanted).matches()) {
      errors.add(
          "name",
          name == null ? "is missing" : "is no name to sign in with",
          "1 to 64 letters, digits or . _ @ + -, like 'zhang.san' or an email address");
    }
    return wanted;
  }

  public static String displayName(@Nullable String displayName, FieldErrors errors) {
    return errors.text("displayName", displayName, 100);
  }

  User.Rights rights(UserSpec spec, FieldErrors errors) {
    Optional<Role> role = Role.named(spec.role() == null ? "" : spec.role());
    if (role.isEmpty()) {
      errors.add(
          "role",
          spec.role() == null ? "is missing" : "there is no role '%s'".formatted(spec.role()),
          "one of " + Role.words());
    }
    Reach reach =
        new Reach(
            codes("tenants", spec.tenants(), tenants::has, errors),
            codes(
                "applications",
                spec.applications(),
                code -> applications.find(code).isPresent(),
                errors));
    return new User.Rights(
        role.orElse(Role.VIEWER), reach, Boolean.TRUE.equals(spec.seesPersonalData()));
  }

  private static @Nullable Set<String> codes(
      String field, @Nullable List<String> codes, Predicate<String> known, FieldErrors errors) {
    if (codes == null) {
      return null;
    }
    for (int i = 0; i < codes.size(); i++) {
      if (!known.test(codes.get(i))) {
        errors.add(
            "%s[%d]".formatted(field, i),
            "there is no '%s'".formatted(codes.get(i)),
            "a code that exists; leave the field out for all of them");
      }
    }
    return Set.copyOf(codes);
  }
}
