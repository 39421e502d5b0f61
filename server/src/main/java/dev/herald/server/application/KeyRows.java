package dev.herald.server.application;

import dev.herald.server.authorization.KeyGrant;
import dev.herald.server.authorization.KeyMode;
import dev.herald.server.authorization.Permission;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what the table {@code api_key} says of a key. */
final class KeyRows {
  private KeyRows() {}

  static KeyGrant grant(ResultSet row, KeyGuests guests) throws SQLException {
    return new KeyGrant(
        row.getString("name"),
        scopes(row.getArray("scopes")),
        KeyMode.valueOf(row.getString("mode")),
        guests.open(row.getString("id"), row.getBytes("guests")),
        instant(row, "expires_at"),
        texts(row.getArray("feeds")));
  }

  /** A scope that this version does not know opens nothing here. */
  private static Set<Permission> scopes(@Nullable Array names) throws SQLException {
    if (names == null) {
      return KeyGrant.USUAL;
    }
    Set<String> kept = Set.of((String[]) names.getArray());
    return Arrays.stream(Permission.values())
        .filter(permission -> kept.contains(permission.name()))
        .filter(KeyGrant.POSSIBLE::contains)
        .collect(Collectors.toSet());
  }

  private static List<String> texts(@Nullable Array texts) throws SQLException {
    return texts == null ? List.of() : List.of((String[]) texts.getArray());
  }

  static String @Nullable [] names(KeyGrant grant) {
    return grant.scopes().equals(KeyGrant.USUAL)
        ? null
        : grant.orderedScopes().stream().map(Enum::name).toArray(String[]::new);
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
