package dev.herald.server.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.channel.TokenStore.Token;
import dev.herald.server.TestDatabase;
import dev.herald.server.platform.vault.TestVault;
import dev.herald.server.platform.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class ProviderTokensIT {
  private static final Duration WHILE = Duration.ofMinutes(10);
  private static final String KEY = "wecom-app\n{\"secret\":\"s3cr3t\"}";

  private final DataSource database = TestDatabase.fresh();
  private final JdbcClient jdbc = JdbcClient.create(database);
  private final Vault vault = TestVault.create();
  private final ProviderTokens here = new ProviderTokens(jdbc, vault);
  private final ProviderTokens there = new ProviderTokens(JdbcClient.create(database), vault);

  @Test
  void whatOneProcessKeepsAnotherFinds() {
    Token token = token("tok-1", Duration.ofHours(2));
    here.keep(KEY, token);

    assertThat(there.find(KEY)).contains(token);
    assertThat(there.find("another")).isEmpty();
  }

  @Test
  void oneAtATimeMayFetchUntilItKeepsOrLetsGo() {
    assertThat(here.claim(KEY, WHILE)).isTrue();
    assertThat(there.claim(KEY, WHILE)).isFalse();
    assertThat(there.claim("another", WHILE)).isTrue();

    here.release(KEY);
    assertThat(there.claim(KEY, WHILE)).isTrue();
    there.keep(KEY, token("tok-1", Duration.ofHours(2)));
    assertThat(here.claim(KEY, WHILE)).isTrue();
  }

  @Test
  void ofManyWhoClaimAtOnceOneMay() {
    long granted =
        IntStream.range(0, 20)
            .parallel()
            .filter(i -> (i % 2 == 0 ? here : there).claim(KEY, WHILE))
            .count();

    assertThat(granted).isEqualTo(1);
  }

  @Test
  void aClaimOfAProcessThatDiedEnds() {
    assertThat(here.claim(KEY, WHILE)).isTrue();
    jdbc.sql("update provider_token set fetching_until = now() - interval '1 second'").update();

    assertThat(there.claim(KEY, WHILE)).isTrue();
  }

  @Test
  void aTokenThatHasEndedIsNotFound() {
    here.keep(KEY, token("tok-1", Duration.ofSeconds(-1)));

    assertThat(there.find(KEY)).isEmpty();
  }

  @Test
  void nobodyReadsATokenOrACredentialInTheTable() {
    here.keep(KEY, token("tok-1", Duration.ofHours(2)));

    String row =
        jdbc.sql("select provider_token::text from provider_token").query(String.class).single();
    String hex = HexFormat.of().formatHex("tok-1".getBytes(StandardCharsets.UTF_8));
    assertThat(row).doesNotContain(hex, "tok-1", "s3cr3t");
  }

  private static Token token(String value, Duration life) {
    return new Token(value, Instant.now().plus(life).truncatedTo(ChronoUnit.MILLIS));
  }
}
