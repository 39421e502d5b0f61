package dev.herald.server.source;

import dev.herald.channel.TokenStore;
import dev.herald.server.platform.vault.Vault;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table of the providers' tokens, sealed. A claim is a time in the row, by the database's
 * clock: no transaction, lock or connection is held while a token is fetched.
 */
@Component
class ProviderTokens implements TokenStore {
  private static final String DOMAIN = "provider_token";

  private final JdbcClient jdbc;
  private final Vault vault;

  ProviderTokens(JdbcClient jdbc, Vault vault) {
    this.jdbc = jdbc;
    this.vault = vault;
  }

  @Override
  public Optional<Token> find(String key) {
    UUID row = row(key);
    return jdbc.sql(
            """
            select sealed, ends_at from provider_token
            where key = :key and sealed is not null and ends_at > now()\
            """)
        .param("key", row)
        .query((found, _) ->
            new Token(
                vault.openText(found.getBytes("sealed"), context(row)),
                found.getObject("ends_at", OffsetDateTime.class).toInstant()))
        .optional();
  }

  @Override
  public boolean claim(String key, Duration within) {
    return jdbc.sql(
                """
                insert into provider_token (key, fetching_until)
                values (:key, now() + :millis * interval '1 millisecond')
                on conflict (key) do update set fetching_until = excluded.fetching_until
                where provider_token.fetching_until is null
                   or provider_token.fetching_until < now()\
                """)
            .param("key", row(key))
            .param("millis", within.toMillis())
            .update()
        == 1;
  }

  @Override
  public void keep(String key, Token token) {
    UUID row = row(key);
    jdbc.sql(
            """
            insert into provider_token (key, sealed, ends_at) values (:key, :sealed, :end)
            on conflict (key) do update
              set sealed = excluded.sealed, ends_at = excluded.ends_at, fetching_until = null\
            """)
        .param("key", row)
        .param("sealed", vault.seal(token.value(), context(row)))
        .param("end", token.endsAt().atOffset(ZoneOffset.UTC))
        .update();
    forgetEnded();
  }

  /** Of credentials that are used no more. */
  private void forgetEnded() {
    jdbc.sql("delete from provider_token where ends_at < now() - interval '7 days'").update();
  }

  @Override
  public void release(String key) {
    jdbc.sql("update provider_token set fetching_until = null where key = :key")
        .param("key", row(key))
        .update();
  }

  private UUID row(String key) {
    return vault.blindIndex(DOMAIN, key);
  }

  private static String context(UUID row) {
    return DOMAIN + "/" + row;
  }
}
