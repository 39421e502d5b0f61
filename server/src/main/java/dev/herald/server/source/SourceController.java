package dev.herald.server.source;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Reach;
import dev.herald.server.authorization.Requires;
import dev.herald.server.platform.problem.EntityTag;
import dev.herald.server.platform.problem.Page;
import dev.herald.server.platform.problem.Precondition;
import io.swagger.v3.oas.annotations.Operation;
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
@RequestMapping("/v1/sources")
class SourceController {
  private final Sources sources;
  private final TestSend testSend;
  private final ConnectorSources serving;

  SourceController(Sources sources, TestSend testSend, ConnectorSources serving) {
    this.sources = sources;
    this.testSend = testSend;
    this.serving = serving;
  }

  /**
   * A source as the API shows it: what was written, secrets masked.
   *
   * @param serving what speaks for it
   */
  record SourceView(
      String code,
      String channel,
      @JsonUnwrapped SourceSpec spec,
      ConnectorSources.ServingView serving) {}

  @Operation(summary = "The sources")
  @Requires(Permission.READ)
  @GetMapping
  Page<SourceView> list(Caller.Staff caller) {
    return Page.all(sources.list(caller.reach()).stream().map(this::view).toList());
  }

  @Operation(summary = "A source, its secrets masked")
  @Requires(Permission.READ)
  @GetMapping("/{code}")
  ResponseEntity<SourceView> get(Caller.Staff caller, @PathVariable String code) {
    StoredSource found = sources.get(code, caller.reach());
    return EntityTag.answer(sources.tag(found), view(found));
  }

  @Operation(summary = "Make or change a source")
  @Requires(value = Permission.EDIT, across = Reach.Limit.APPLICATIONS)
  @PutMapping("/{code}")
  ResponseEntity<SourceView> put(
      Caller.Staff caller,
      Precondition seen,
      @PathVariable String code,
      @RequestBody SourceSpec spec) {
    caller.reach().requireTenant(spec.tenant());
    if (sources.exists(code)) {
      sources.require(code, caller.reach());
    }
    return sources
        .put(code, spec, seen)
        .answer(() -> view(sources.get(code)), _ -> sources.tag(sources.get(code)));
  }

  /** Takes away a source that is paused. */
  @Operation(summary = "Take away a source that is paused")
  @Requires(value = Permission.EDIT, across = Reach.Limit.APPLICATIONS)
  @DeleteMapping("/{code}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(Caller.Staff caller, Precondition seen, @PathVariable String code) {
    sources.require(code, caller.reach());
    sources.delete(code, seen);
  }

  /** Really sends one message. */
  @Operation(summary = "Send one message for real, and show the exact request and answer")
  @Requires(Permission.OPERATE)
  @PostMapping("/{code}/test")
  TestSend.TestReport test(
      Caller.Staff caller, @PathVariable String code, @RequestBody TestSend.TestOrder order) {
    sources.require(code, caller.reach());
    return testSend.run(code, order);
  }

  private SourceView view(StoredSource source) {
    return new SourceView(
        source.code(), source.channel().name(), sources.shown(source), serving.view(source));
  }
}
