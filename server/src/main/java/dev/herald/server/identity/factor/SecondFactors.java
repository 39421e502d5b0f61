package dev.herald.server.identity.factor;

import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.authorization.User;
import dev.herald.server.identity.user.Users;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.platform.vault.Vault;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What users who sign in with a password here show besides it. The secret is sealed; a code counts
 * once, also when it is shown to two processes at the same time.
 */
@Service
public class SecondFactors {
  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final Pattern DIGITS = Pattern.compile("[0-9]{6}");

  private final SecondFactorStore store;
  private final RecoveryCodes recovery;
  private final Users users;
  private final Vault vault;
  private final Clock clock;
  private final AuditLog audit;

  SecondFactors(
      SecondFactorStore store,
      RecoveryCodes recovery,
      Users users,
      Vault vault,
      Clock clock,
      AuditLog audit) {
    this.store = store;
    this.recovery = recovery;
    this.users = users;
    this.vault = vault;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * What an authenticator is to be told; shown once.
   *
   * @param secret in Base32, to be typed
   * @param uri {@code otpauth://…}, to be shown as a QR code
   */
  public record Enrolment(String secret, String uri) {
    @Override
    public String toString() {
      return "enrolment";
    }
  }

  /** What was shown to pass. */
  public enum Shown {
    CODE("code"),
    RECOVERY_CODE("recovery code");

    private final String word;

    Shown(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /**
   * Makes a secret, which counts once a code of it was shown.
   *
   * @throws RequestProblem.Conflict when the user has a second factor, or signs in elsewhere
   */
  public @Transactional Enrolment begin(User user) {
    if (user.login() instanceof User.Login.Elsewhere there) {
      throw new RequestProblem.Conflict(
          "you sign in at '%s', which asks for a second factor itself".formatted(there.provider()));
    }
    byte[] secret = Totp.newSecret();
    if (!store.begin(user.id(), vault.seal(secret, context(user.id())))) {
      throw new RequestProblem.Conflict("you have a second factor; remove it first");
    }
    audit.record(Act.of("user.second-factor-begun", "user", user.name()));
    String text = Base32.encode(secret);
    return new Enrolment(text, uri(user, text));
  }

  private static String uri(User user, String secret) {
    String account = URLEncoder.encode(user.name(), StandardCharsets.UTF_8).replace("+", "%20");
    return "otpauth://totp/Herald:%s?secret=%s&issuer=Herald".formatted(account, secret);
  }

  private static byte[] context(UUID user) {
    return ("second_factor " + user).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Takes the second factor into use and signs the user out everywhere.
   *
   * @return recovery codes, shown this once; empty when the code is not right
   */
  public @Transactional Optional<List<String>> confirm(User user, String code) {
    Optional<SecondFactorStore.Kept> begun =
        store.find(user.id()).filter(kept -> !kept.confirmed());
    if (begun.isEmpty()) {
      throw new RequestProblem.Conflict("no second factor is being set up; begin anew");
    }
    if (!isRight(user.id(), begun.get(), code)) {
      return Optional.empty();
    }
    store.confirm(user.id());
    users.signOut(user.id(), "user.second-factor-added");
    return Optional.of(newCodes(user));
  }

  private boolean isRight(UUID user, SecondFactorStore.Kept kept, String code) {
    String digits = SPACES.matcher(code).replaceAll("");
    if (!DIGITS.matcher(digits).matches()) {
      return false;
    }
    OptionalLong step =
        Totp.stepOf(digits, vault.open(kept.secret(), context(user)), clock.instant());
    return step.isPresent() && store.spend(user, step.getAsLong());
  }

  private List<String> newCodes(User user) {
    List<String> codes = recovery.make();
    store.replaceCodes(
        user.id(), codes.stream().map(code -> recovery.hash(user.id(), code)).toList());
    return codes;
  }

  /** Spends a code, or a recovery code; empty: it is neither, or was spent before. */
  public Optional<Shown> pass(User user, String code) {
    Optional<SecondFactorStore.Kept> kept =
        store.find(user.id()).filter(SecondFactorStore.Kept::confirmed);
    if (kept.isEmpty()) {
      return Optional.empty();
    }
    if (isRight(user.id(), kept.get(), code)) {
      return Optional.of(Shown.CODE);
    }
    return store.spendCode(user.id(), recovery.hash(user.id(), code))
        ? Optional.of(Shown.RECOVERY_CODE)
        : Optional.empty();
  }

  /** Recovery codes in place of those there are. */
  public @Transactional List<String> renewCodes(User user) {
    audit.record(Act.of("user.recovery-codes-renewed", "user", user.name()));
    return newCodes(user);
  }

  public int codesLeft(User user) {
    return store.codesLeft(user.id());
  }

  /**
   * Removes the second factor and signs the user out everywhere.
   *
   * @param action how the log calls it
   * @throws RequestProblem.Conflict when there is none
   */
  public @Transactional User remove(UUID user, String action) {
    boolean had = store.find(user).filter(SecondFactorStore.Kept::confirmed).isPresent();
    if (!had || !store.delete(user)) {
      throw new RequestProblem.Conflict("there is no second factor");
    }
    return users.signOut(user, action);
  }
}
