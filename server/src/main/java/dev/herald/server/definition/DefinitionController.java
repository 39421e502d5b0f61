package dev.herald.server.definition;

import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Reach;
import dev.herald.server.authorization.Requires;
import dev.herald.server.platform.problem.EntityTag;
import dev.herald.server.platform.problem.Page;
import dev.herald.server.platform.problem.Precondition;
import dev.herald.server.template.TemplateDifference;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/definitions")
class DefinitionController {
  private static final int PAGE = 50;

  private final Definitions definitions;
  private final DefinitionUses uses;

  DefinitionController(Definitions definitions, DefinitionUses uses) {
    this.definitions = definitions;
    this.uses = uses;
  }

  /**
   * A version of a definition.
   *
   * @param publishedAt when it was published last; left out: never
   */
  record DefinitionVersionView(
      String connector,
      int number,
      String yaml,
      String author,
      @Nullable String note,
      Instant createdAt,
      @Nullable Instant publishedAt) {
    static DefinitionVersionView of(DefinitionVersion version) {
      return new DefinitionVersionView(
          version.connector(),
          version.number(),
          version.yaml(),
          version.author(),
          version.note(),
          version.createdAt(),
          version.publishedAt());
    }
  }

  /** What changed from one version to another: the lines of both. */
  record DefinitionDifference(int from, int to, List<TemplateDifference.DifferentLine> lines) {}

  @Operation(summary = "The definitions that are kept in the database")
  @Requires(Permission.READ)
  @GetMapping
  Page<DefinitionStore.ListedDefinition> list(Caller.Staff caller) {
    return Page.all(definitions.list());
  }

  /** Publishes the text, as a new version when it differs from the published one. */
  @Operation(summary = "Publish a definition")
  @Requires(
      value = Permission.ADMINISTER,
      across = {Reach.Limit.TENANTS, Reach.Limit.APPLICATIONS})
  @PutMapping("/{connector}")
  ResponseEntity<DefinitionVersionView> put(
      Caller.Staff caller,
      Precondition seen,
      @PathVariable String connector,
      @RequestBody DefinitionSpec spec) {
    Definitions.Publication done = definitions.publish(connector, spec, caller.name(), seen);
    return done.change()
        .answer(
            () -> DefinitionVersionView.of(done.version()), _ -> EntityTag.of(done.version().id()));
  }

  /** Keeps the text as a version that is not published yet. */
  @Operation(summary = "Keep a definition as a version that is not published")
  @Requires(
      value = Permission.ADMINISTER,
      across = {Reach.Limit.TENANTS, Reach.Limit.APPLICATIONS})
  @PostMapping("/{connector}")
  @ResponseStatus(HttpStatus.CREATED)
  DefinitionVersionView draft(
      Caller.Staff caller, @PathVariable String connector, @RequestBody DefinitionSpec spec) {
    return DefinitionVersionView.of(definitions.draft(connector, spec, caller.name()));
  }

  @Operation(summary = "The versions of a definition, newest first")
  @Requires(Permission.READ)
  @GetMapping("/{connector}/versions")
  Page<DefinitionVersionView> versions(
      Caller.Staff caller, @PathVariable String connector, @RequestParam @Nullable String cursor) {
    return Page.of(
        definitions.versions(connector, VersionCursor.below(cursor), PAGE + 1).stream()
            .map(DefinitionVersionView::of)
            .toList(),
        PAGE,
        version -> String.valueOf(version.number()));
  }

  @Operation(summary = "A version of a definition")
  @Requires(Permission.READ)
  @GetMapping("/{connector}/versions/{number}")
  ResponseEntity<DefinitionVersionView> version(
      Caller.Staff caller, @PathVariable String connector, @PathVariable int number) {
    return tagged(definitions.version(connector, number));
  }

  @Operation(summary = "What changed from one version of a definition to another")
  @Requires(Permission.READ)
  @GetMapping("/{connector}/versions/{number}/diff/{other}")
  DefinitionDifference difference(
      Caller.Staff caller,
      @PathVariable String connector,
      @PathVariable int number,
      @PathVariable int other) {
    return new DefinitionDifference(
        number,
        other,
        TemplateDifference.lines(
            definitions.version(connector, number).yaml().lines().toList(),
            definitions.version(connector, other).yaml().lines().toList()));
  }

  /** Publishes a version; an earlier one rolls back. */
  @Operation(summary = "Publish a version of a definition, newer or older")
  @Requires(
      value = Permission.ADMINISTER,
      across = {Reach.Limit.TENANTS, Reach.Limit.APPLICATIONS})
  @PostMapping("/{connector}/versions/{number}/publish")
  ResponseEntity<DefinitionVersionView> publish(
      Caller.Staff caller,
      Precondition seen,
      @PathVariable String connector,
      @PathVariable int number) {
    return tagged(definitions.publish(connector, number, seen));
  }

  /** Leaves none of its versions published: what stands behind it is in use again. */
  @Operation(summary = "Leave no version of a definition published")
  @Requires(
      value = Permission.ADMINISTER,
      across = {Reach.Limit.TENANTS, Reach.Limit.APPLICATIONS})
  @DeleteMapping("/{connector}/published")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void withdraw(Caller.Staff caller, Precondition seen, @PathVariable String connector) {
    definitions.withdraw(connector, seen);
  }

  @Operation(summary = "The sources and nodes that a connector is used by")
  @Requires(Permission.READ)
  @GetMapping("/{connector}/uses")
  DefinitionUses.ConnectorUses uses(Caller.Staff caller, @PathVariable String connector) {
    return uses.of(connector, caller.reach());
  }

  /** With its own tag, which is the definition's too while it is the published one. */
  private static ResponseEntity<DefinitionVersionView> tagged(DefinitionVersion version) {
    return EntityTag.answer(EntityTag.of(version.id()), DefinitionVersionView.of(version));
  }
}
