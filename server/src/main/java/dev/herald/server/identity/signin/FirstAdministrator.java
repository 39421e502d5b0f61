package dev.herald.server.identity.signin;

import dev.herald.server.authorization.Reach;
import dev.herald.server.authorization.Role;
import dev.herald.server.authorization.User;
import dev.herald.server.identity.password.PasswordRules;
import dev.herald.server.identity.password.Passwords;
import dev.herald.server.identity.user.UserRules;
import dev.herald.server.identity.user.UserStore;
import dev.herald.server.identity.user.Users;
import dev.herald.server.platform.Ids;
import dev.herald.server.platform.SecretFile;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.platform.vault.Vault;
import dev.herald.server.platform.web.ListenAddress;
import dev.herald.server.platform.web.PublicUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lets the first administrator in: by a link that every start leaves in {@code setup.link} of the
 * home folder, for nobody but its owner to read, until it has been used once. It is not printed:
 * what a server prints is kept, and read by others. It opens for a week; a start then makes
 * another.
 */
@Component
public class FirstAdministrator {
  private static final Logger log = LoggerFactory.getLogger(FirstAdministrator.class);
  private static final String OPENS = "used_at is null and made_at > now() - interval '7 days'";

  private final JdbcClient jdbc;
  private final Vault vault;
  private final Users users;
  private final UserStore store;
  private final Passwords passwords;
  private final PublicUrl url;
  private final ListenAddress listening;
  private final PasswordRules rules;
  private final SecretFile file;

  FirstAdministrator(
      JdbcClient jdbc,
      Vault vault,
      Users users,
      UserStore store,
      Passwords passwords,
      PublicUrl url,
      ListenAddress listening,
      PasswordRules rules,
      @Value("${herald.home}") Path home) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.users = users;
    this.store = store;
    this.passwords = passwords;
    this.url = url;
    this.listening = listening;
    this.rules = rules;
    this.file = new SecretFile(home.resolve("setup.link"));
  }

  /** Whether there is none yet, and the link opens. */
  boolean isAwaited() {
    boolean used =
        jdbc.sql("select exists (select from first_administrator where used_at is not null)")
            .query(Boolean.class)
            .single();
    return !used && !store.anyAdministrator();
  }

  /** Before anybody who waits for the server is told that it is ready. */
  @EventListener
  @Order(Ordered.HIGHEST_PRECEDENCE)
  void announce(ApplicationReadyEvent ready) {
    String port = ready.getApplicationContext().getEnvironment().getProperty("local.server.port");
    if (port == null || !isAwaited()) {
      forgetLink();
      return;
    }
    renew();
    String base = url.configured().orElseGet(() -> listening.url("localhost", port));
    file.write("%s/setup?token=%s%n".formatted(base, token().orElseThrow()));
    log.info(
        "Nobody can sign in yet: the link in {} makes the first administrator, once, within a week",
        file.path().toAbsolutePath());
  }

  /** Leaves a link alone that still opens: another process may have shown it. */
  private void renew() {
    jdbc.sql(
            """
            insert into first_administrator (nonce) values (:nonce)
            on conflict (only_row) do update set nonce = excluded.nonce, made_at = now()
              where first_administrator.made_at <= now() - interval '7 days'
            """)
        .param("nonce", UUID.randomUUID())
        .update();
  }

  /** The same in every process on this database and vault key; nobody else can make it. */
  private Optional<String> token() {
    return jdbc.sql("select nonce from first_administrator where " + OPENS)
        .query(UUID.class)
        .optional()
        .map(nonce ->
            vault.authenticationCode(
                "first administrator", nonce.toString().getBytes(StandardCharsets.UTF_8)))
        .map(Base64.getUrlEncoder().withoutPadding()::encodeToString);
  }

  /**
   * Makes the first administrator.
   *
   * @throws RequestProblem.Unauthenticated when the link is another one, or was used
   * @throws RequestProblem.Invalid naming every wrong field
   */
  @Transactional
  User make(
      @Nullable String token,
      @Nullable String name,
      @Nullable String displayName,
      @Nullable String password) {
    if (!isAwaited() || !isRight(token)) {
      throw spent();
    }
    FieldErrors errors = new FieldErrors();
    String checkedName = UserRules.name(name, errors);
    String checkedDisplayName = UserRules.displayName(displayName, errors);
    String checkedPassword =
        rules.check(password, List.of(checkedName, checkedDisplayName), errors);
    errors.throwIfAny();
    if (!use()) {
      throw spent();
    }
    User administrator =
        users.add(
            new User(
                Ids.next(),
                checkedName,
                checkedDisplayName,
                new User.Rights(Role.ADMINISTRATOR, Reach.EVERYWHERE, false),
                false,
                new User.Login.Local(passwords.hash(checkedPassword)),
                0));
    forgetLink();
    return administrator;
  }

  private boolean isRight(@Nullable String token) {
    return token != null
        && token()
            .filter(right ->
                MessageDigest.isEqual(
                    token.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8)))
            .isPresent();
  }

  private boolean use() {
    return jdbc.sql("update first_administrator set used_at = now() where " + OPENS).update() == 1;
  }

  private void forgetLink() {
    try {
      Files.deleteIfExists(file.path());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static RequestProblem spent() {
    return new RequestProblem.Unauthenticated(
        "This link was used, is older than a week, or is not this server's. A server without users"
            + " leaves a new one in setup.link of its home folder when it starts.");
  }
}
