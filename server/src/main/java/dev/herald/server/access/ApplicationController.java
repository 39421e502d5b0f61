package dev.herald.server.access;

import dev.herald.server.platform.Page;
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

  @GetMapping
  Page<Application> list(Caller.Administrator caller) {
    return Page.all(applications.list());
  }

  @GetMapping("/{code}")
  Application get(Caller.Administrator caller, @PathVariable String code) {
    return applications.get(code);
  }

  @PutMapping("/{code}")
  ResponseEntity<Application> put(
      Caller.Administrator caller, @PathVariable String code, @RequestBody ApplicationSpec spec) {
    return applications.put(code, spec).answer(() -> applications.get(code));
  }

  /** Takes away an application without nodes, and without keys that are not revoked. */
  @DeleteMapping("/{code}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(Caller.Administrator caller, @PathVariable String code) {
    applications.delete(code);
  }

  @GetMapping("/{code}/keys")
  Page<ApiKeys.Issued> keys(Caller.Administrator caller, @PathVariable String code) {
    return Page.all(keys.list(applications.get(code)));
  }

  @PostMapping("/{code}/keys")
  @ResponseStatus(HttpStatus.CREATED)
  NewKey issue(Caller.Administrator caller, @PathVariable String code) {
    ApiKey key = keys.issue(applications.get(code));
    return new NewKey(key.id(), key.text());
  }

  @DeleteMapping("/{code}/keys/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void revoke(Caller.Administrator caller, @PathVariable String code, @PathVariable String id) {
    keys.revoke(applications.get(code), id);
  }
}
