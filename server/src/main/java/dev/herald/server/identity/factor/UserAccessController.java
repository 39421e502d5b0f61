package dev.herald.server.identity.factor;

import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Reach;
import dev.herald.server.authorization.Requires;
import dev.herald.server.identity.user.Users;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/users/{id}")
@Requires(
    value = Permission.ADMINISTER,
    across = {Reach.Limit.TENANTS, Reach.Limit.APPLICATIONS})
@Tag(name = "Users")
class UserAccessController {
  private final Users users;
  private final SecondFactors factors;

  UserAccessController(Users users, SecondFactors factors) {
    this.users = users;
    this.factors = factors;
  }

  @DeleteMapping("/sessions")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Sign a user out everywhere")
  void signOut(@PathVariable UUID id) {
    users.signOut(id, "user.signed-out");
  }

  @DeleteMapping("/second-factor")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Remove a user's second factor, and sign the user out everywhere")
  void resetSecondFactor(@PathVariable UUID id) {
    users.get(id);
    factors.remove(id, "user.second-factor-reset");
  }
}
