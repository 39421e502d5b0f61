package dev.herald.server.application;

import dev.herald.server.authorization.Application;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Reach;
import dev.herald.server.authorization.Requires;
import dev.herald.server.platform.problem.EntityTag;
import dev.herald.server.platform.problem.Page;
import dev.herald.server.platform.problem.Precondition;
import io.swagger.v3.oas.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
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
@RequestMapping("/v1/applications")
class ApplicationController {
  private final Applications applications;
  private final ApiKeys keys;

  ApplicationController(Applications applications, ApiKeys keys) {
    this.applications = applications;
    this.keys = keys;
  }

  /**
   * A key that was just made.
   *
   * @param key to be kept by the application now: it is never shown again
   */
  record NewKey(String id, String key) {}

  @Operation(summary = "The applications")
  @Requires(Permission.READ)
  @GetMapping
  Page<Application> list(Caller.Staff caller) {
    return Page.all(
        applications.list().stream()
            .filter(each -> caller.reach().seesApplication(each.code()))
            .toList());
  }

  @Operation(summary = "An application")
  @Requires(Permission.READ)
  @GetMapping("/{application}")
  ResponseEntity<Application> get(Caller.Staff caller, @PathVariable String application) {
    Application found = applications.get(application);
    return EntityTag.answer(applications.tag(found), found);
  }

  @Operation(summary = "Make or change an application")
  @Requires(value = Permission.ADMINISTER, across = Reach.Limit.TENANTS)
  @PutMapping("/{application}")
  ResponseEntity<Application> put(
      Caller.Staff caller,
      Precondition seen,
      @PathVariable String application,
      @RequestBody ApplicationSpec spec) {
    return applications
        .put(application, spec, seen)
        .answer(() -> applications.get(application), applications::tag);
  }

  /** Takes away an application without nodes, and without keys that are not revoked. */
  @Operation(summary = "Take away an application that nothing belongs to")
  @Requires(value = Permission.ADMINISTER, across = Reach.Limit.TENANTS)
  @DeleteMapping("/{application}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(Caller.Staff caller, Precondition seen, @PathVariable String application) {
    applications.delete(application, seen);
  }

  @Operation(summary = "The keys of an application")
  @Requires(Permission.ADMINISTER)
  @GetMapping("/{application}/keys")
  Page<KeyView> keys(Caller.Staff caller, @PathVariable String application) {
    return Page.all(keys.list(applications.get(application)).stream().map(KeyView::of).toList());
  }

  @Operation(summary = "Make a key, which is shown this once")
  @Requires(value = Permission.ADMINISTER, across = Reach.Limit.TENANTS)
  @PostMapping("/{application}/keys")
  @ResponseStatus(HttpStatus.CREATED)
  NewKey issue(
      Caller.Staff caller,
      @PathVariable String application,
      @RequestBody(required = false) @Nullable KeySpec spec) {
    ApiKey key = keys.issue(applications.get(application), spec == null ? KeySpec.NOTHING : spec);
    return new NewKey(key.id(), key.text());
  }

  @Operation(summary = "Revoke a key")
  @Requires(value = Permission.ADMINISTER, across = Reach.Limit.TENANTS)
  @DeleteMapping("/{application}/keys/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void revoke(Caller.Staff caller, @PathVariable String application, @PathVariable String id) {
    keys.revoke(applications.get(application), id);
  }
}
