package dev.herald.server.message;

import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Requires;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Messages")
class FindController {
  private final Find find;

  FindController(Find find) {
    this.find = find;
  }

  @Requires(Permission.READ)
  @GetMapping("/v1/find")
  @Operation(
      summary = "Find messages by whatever is known of them",
      description =
          "A phone or an email in any usual form, a recipient's code, a message's or a request's"
              + " id, the value of a searchable variable, or a caller's own reference. Says what it"
              + " was taken for.")
  Find.Findings find(Caller caller, @RequestParam String q) {
    return find.find(caller, q);
  }
}
