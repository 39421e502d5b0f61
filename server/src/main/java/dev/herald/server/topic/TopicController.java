package dev.herald.server.topic;

import dev.herald.server.authorization.Caller;
import dev.herald.server.authorization.Permission;
import dev.herald.server.authorization.Reach;
import dev.herald.server.authorization.Requires;
import dev.herald.server.platform.problem.Page;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.Thing;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/topics")
@Tag(name = "Preferences")
class TopicController {
  private final Topics topics;

  TopicController(Topics topics) {
    this.topics = topics;
  }

  @Operation(operationId = "listTopics", summary = "The topics that nodes may name")
  @Requires(Permission.READ)
  @GetMapping
  Page<Topic> list(Caller.Staff caller) {
    return Page.all(topics.list());
  }

  @Operation(operationId = "putTopic", summary = "Make or change a topic")
  @Requires(
      value = Permission.EDIT,
      across = {Reach.Limit.TENANTS, Reach.Limit.APPLICATIONS})
  @PutMapping("/{topic}")
  ResponseEntity<Topic> put(
      Caller.Staff caller, @PathVariable String topic, @RequestBody TopicSpec spec) {
    return topics
        .put(topic, spec)
        .answer(() ->
            topics.find(topic).orElseThrow(() -> new RequestProblem.NotFound(Thing.TOPIC, topic)));
  }

  @Operation(operationId = "deleteTopic", summary = "Take away a topic that no node names")
  @Requires(
      value = Permission.EDIT,
      across = {Reach.Limit.TENANTS, Reach.Limit.APPLICATIONS})
  @DeleteMapping("/{topic}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(Caller.Staff caller, @PathVariable String topic) {
    topics.delete(topic);
  }
}
