package dev.herald.server.access;

import dev.herald.server.platform.FieldErrors;
import dev.herald.server.platform.Ids;
import dev.herald.server.platform.RequestProblem;
import dev.herald.server.platform.SecretFile;
import dev.herald.server.platform.Vault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lets the first administrator in: by a link that every start prints, and leaves in {@code
 * setup.link} of the home folder, until it has been used once.
 */
@Component
class FirstAdministrator {
  private final JdbcClient jdbc;
  private final Vault vault;
  private final Users users;
  private final UserStore store;
  private final Passwords passwords;
  private final SecretFile file;

  FirstAdministrator(
      JdbcClient jdbc,
      Vault vault,
      Users users,
      UserStore store,
      Passwords passwords,
      @Value("${herald.home}") Path home) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.users = users;
    this.store = store;
    this.passwords = passwords;
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

  @EventListener
  void announce(ApplicationReadyEvent ready) {
    String port = ready.getApplicationContext().getEnvironment().getProperty("local.server.port");
    if (port == null || !isAwaited()) {
      forgetLink();
      return;
    }
    String url =
        ready
            .getApplicationContext()
            .getEnvironment()
            .getProperty("herald.url", "http://localhost:" + port);
    String link = "%s/setup?token=%s".formatted(url, token());
    file.write(link + System.lineSeparator());
    System.out.println(framed(link));
  }

  private static String framed(String link) {
    return """

    ==================================================================
     Nobody can sign in yet. Make the first administrator here; the
     link opens once:

       %s
    ==================================================================
    """
        .formatted(link);
  }

  /** The same in every process on this database and vault key; nobody else can make it. */
  private String token() {
    jdbc.sql("insert into first_administrator (nonce) values (:nonce) on conflict do nothing")
        .param("nonce", UUID.randomUUID())
        .update();
    UUID nonce = jdbc.sql("select nonce from first_administrator").query(UUID.class).single();
    byte[] code =
        vault.authenticationCode(
            "first administrator", nonce.toString().getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(code);
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
        PasswordRules.check(password, List.of(checkedName, checkedDisplayName, "herald"), errors);
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
        && MessageDigest.isEqual(
            token.getBytes(StandardCharsets.UTF_8), token().getBytes(StandardCharsets.UTF_8));
  }

  private boolean use() {
    return jdbc.sql("update first_administrator set used_at = now() where used_at is null").update()
        == 1;
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
        "This link was used, or is not this server's. The log of a server without users shows it.");
  }
}
