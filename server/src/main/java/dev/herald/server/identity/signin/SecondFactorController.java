package dev.herald.server.identity.signin;

import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Requires;
import dev.herald.server.authorization.User;
import dev.herald.server.authorization.WhileEnrolling;
import dev.herald.server.identity.factor.SecondFactors;
import dev.herald.server.identity.session.Sessions;
import dev.herald.server.identity.user.Users;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/session/second-factor")
@Requires(Permission.READ)
@WhileEnrolling
@Tag(name = "Session")
class SecondFactorController {
  private final SecondFactors factors;
  private final PasswordAgain again;
  private final Users users;
  private final SessionViews views;

  SecondFactorController(
      SecondFactors factors, PasswordAgain again, Users users, SessionViews views) {
    this.factors = factors;
    this.again = again;
    this.users = users;
    this.views = views;
  }

  /**
   * @param on whether signing in takes a code
   * @param available false: this user signs in elsewhere
   * @param recoveryCodes how many are left
   */
  record SecondFactorView(boolean on, boolean available, int recoveryCodes) {}

  record PasswordShown(@Nullable String current) {
    @Override
    public String toString() {
      return "current password";
    }
  }

  record FirstCode(@Nullable String code) {
    @Override
    public String toString() {
      return "first code";
    }
  }

  record PasswordAndCode(@Nullable String current, @Nullable String code) {
    @Override
    public String toString() {
      return "current password and code";
    }
  }

  /**
   * @param recoveryCodes shown this once
   */
  record SecondFactorAdded(List<String> recoveryCodes, SessionViews.SessionView session) {
    @Override
    public String toString() {
      return "recovery codes";
    }
  }

  /**
   * @param recoveryCodes shown this once; earlier ones open nothing any more
   */
  record RecoveryCodesRenewed(List<String> recoveryCodes) {
    @Override
    public String toString() {
      return "recovery codes";
    }
  }

  @GetMapping
  @Operation(summary = "Whether signing in takes a code")
  SecondFactorView get(Caller.SignedIn caller) {
    User user = caller.user();
    return new SecondFactorView(
        user.hasSecondFactor(), user.login() instanceof User.Login.Local, factors.codesLeft(user));
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(summary = "Begin to set up a second factor; it counts once a code of it was shown")
  SecondFactors.Enrolment begin(
      Caller.SignedIn caller, @RequestBody PasswordShown shown, HttpServletRequest request) {
    again.require(caller.user(), Sessions.id(request), shown.current());
    return factors.begin(caller.user());
  }

  @PostMapping("/confirmation")
  @Operation(summary = "Take the second factor into use by its first code; other sessions end")
  SecondFactorAdded confirm(
      Caller.SignedIn caller,
      @RequestBody FirstCode shown,
      HttpServletRequest request,
      HttpServletResponse response) {
    String code = shown.code() == null ? "" : shown.code();
    List<String> codes =
        again.confirm(Sessions.id(request), () -> factors.confirm(caller.user(), code));
    return new SecondFactorAdded(codes, views.begun(renewed(caller), request, response));
  }

  @PostMapping("/removal")
  @Operation(summary = "Remove one's second factor, by password and code; other sessions end")
  SessionViews.SessionView remove(
      Caller.SignedIn caller,
      @RequestBody PasswordAndCode shown,
      HttpServletRequest request,
      HttpServletResponse response) {
    again.require(caller.user(), Sessions.id(request), shown.current(), shown.code());
    factors.remove(caller.user().id(), "user.second-factor-removed");
    return views.begun(renewed(caller), request, response);
  }

  @PostMapping("/recovery-codes")
  @Operation(summary = "Replace one's recovery codes, by password and code")
  RecoveryCodesRenewed renew(
      Caller.SignedIn caller, @RequestBody PasswordAndCode shown, HttpServletRequest request) {
    again.require(caller.user(), Sessions.id(request), shown.current(), shown.code());
    return new RecoveryCodesRenewed(factors.renewCodes(caller.user()));
  }

  private User renewed(Caller.SignedIn caller) {
    return users.get(caller.user().id()).user();
  }
}
