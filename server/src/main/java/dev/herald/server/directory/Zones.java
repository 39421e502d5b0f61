package dev.herald.server.directory;

import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.reason.DirectoryFault;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Time zones by their IANA names, as {@code Asia/Shanghai}. */
public final class Zones {
  private static final Set<String> KNOWN = ZoneId.getAvailableZoneIds();

  private Zones() {}

  /** The zone, or UTC and an error. */
  public static ZoneId parse(String field, @Nullable String name, FieldErrors errors) {
    if (name == null || name.isBlank()) {
      errors.add(field, new DirectoryFault.ZoneMissing());
      return ZoneOffset.UTC;
    }
    if (!KNOWN.contains(name.strip())) {
      errors.add(field, new DirectoryFault.ZoneUnknown(name));
      return ZoneOffset.UTC;
    }
    return ZoneId.of(name.strip());
  }

  /** The zone, or null where none is given. */
  public static @Nullable ZoneId parseOptional(
      String field, @Nullable String name, FieldErrors errors) {
    return name == null || name.isBlank() ? null : parse(field, name, errors);
  }
}
