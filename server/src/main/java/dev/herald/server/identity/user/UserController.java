package dev.herald.server.identity.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Reach;
import dev.herald.server.authorization.Requires;
import dev.herald.server.authorization.Role;
import dev.herald.server.authorization.User;
import dev.herald.server.platform.problem.Page;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.platform.web.PublicUrl;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/users")
@Requires(
    value = Permission.ADMINISTER,
    across = {Reach.Limit.TENANTS, Reach.Limit.APPLICATIONS})
@Tag(name = "Users")
class UserController {
  private final Users users;
  private final OneTimeLinks links;
  private final PublicUrl url;

  UserController(Users users, OneTimeLinks links, PublicUrl url) {
    this.users = users;
    this.links = links;
    this.url = url;
  }

  /**
   * A user as administrators see it.
   *
   * @param tenants null: every tenant
   * @param applications null: every application
   * @param signsInWith {@code password}, or the id of an OpenID Connect provider
   * @param secondFactor whether signing in also takes a code
   * @param ready false: has yet to accept an invitation
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record UserLine(
      UUID id,
      String name,
      String displayName,
      Role role,
      @Nullable Set<String> tenants,
      @Nullable Set<String> applications,
      boolean seesPersonalData,
      boolean disabled,
      String signsInWith,
      boolean secondFactor,
      boolean ready,
      Instant createdAt,
      @Nullable Instant signedInAt) {
    static UserLine of(UserStore.Kept kept) {
      User user = kept.user();
      Reach reach = user.reach();
      return new UserLine(
          user.id(),
          user.name(),
          user.displayName(),
          user.rights().role(),
          reach.tenants() == null ? null : new TreeSet<>(reach.tenants()),
          reach.applications() == null ? null : new TreeSet<>(reach.applications()),
          user.rights().seesPersonalData(),
          user.disabled(),
          user.login() instanceof User.Login.Elsewhere there ? there.provider() : "password",
          user.hasSecondFactor(),
          !(user.login() instanceof User.Login.Local(var password, _) && password == null),
          kept.createdAt(),
          kept.signedInAt());
    }
  }

  /**
   * A link for the user to set a password by.
   *
   * @param link shown this once; opens once
   */
  record Invitation(String link, Instant expiresAt) {}

  @GetMapping
  @Operation(summary = "The users")
  Page<UserLine> list() {
    return Page.all(users.list().stream().map(UserLine::of).toList());
  }

  @GetMapping("/{id}")
  @Operation(summary = "A user")
  UserLine get(@PathVariable UUID id) {
    return UserLine.of(users.get(id));
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(summary = "Make a user, who then needs an invitation")
  UserLine create(@RequestBody UserSpec spec) {
    return get(users.create(spec).id());
  }

  @PutMapping("/{id}")
  @Operation(summary = "Change a user; new rights end the user's sessions")
  UserLine update(Caller.Staff caller, @PathVariable UUID id, @RequestBody UserSpec spec) {
    users.update(id, spec, caller);
    return get(id);
  }

  @DeleteMapping("/{id}")
  @Operation(summary = "Take away a user")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(Caller.Staff caller, @PathVariable UUID id) {
    users.delete(id, caller);
  }

  @PostMapping("/{id}/invitation")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(summary = "Make a link for the user to set a password by, also a forgotten one")
  Invitation invite(@PathVariable UUID id, HttpServletRequest request) {
    User user = users.get(id).user();
    if (user.login() instanceof User.Login.Elsewhere there) {
      throw new RequestProblem.Conflict(
          "this user signs in at '%s' and has no password here".formatted(there.provider()));
    }
    String base = url.needed(request);
    OneTimeLinks.Issued issued = links.issue(user);
    return new Invitation(
        "%s/invitation?token=%s".formatted(base, issued.token()), issued.expiresAt());
  }
}
