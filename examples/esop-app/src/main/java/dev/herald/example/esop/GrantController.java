package dev.herald.example.esop;

import dev.herald.client.Message;
import dev.herald.client.MessageQuery;
import dev.herald.client.MessageState;
import dev.herald.spring.HeraldTemplate;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class GrantController {
  private static final Logger log = LoggerFactory.getLogger(GrantController.class);

  private final Grants grants;
  private final Vesting vesting;
  private final HeraldTemplate herald;

  GrantController(Grants grants, Vesting vesting, HeraldTemplate herald) {
    this.grants = grants;
    this.vesting = vesting;
    this.herald = herald;
  }

  @PostMapping("/grants")
  @ResponseStatus(HttpStatus.CREATED)
  void add(@RequestBody Grant grant) {
    grants.add(grant);
  }

  /** Which grants vested, and which could not. */
  record Vested(List<String> vested, List<String> refused) {}

  /** Lets all grants vest that are due by a date, each in a transaction of its own. */
  @PostMapping("/vestings")
  Vested vest(@RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate on) {
    Vested result = new Vested(new ArrayList<>(), new ArrayList<>());
    for (Grant grant : grants.due(on)) {
      try {
        vesting.vest(grant);
        result.vested.add(grant.id());
      } catch (DataIntegrityViolationException tooMany) {
        log.warn("The company's pool is too small for grant {}", grant.id());
        result.refused.add(grant.id());
      }
    }
    return result;
  }

  /** One message about a grant, as Herald tells of it. */
  record Notice(UUID id, String channel, String destination, MessageState state, String verdict) {
    private static Notice of(Message message) {
      return new Notice(
          message.id(),
          message.channel(),
          message.destination(),
          message.state(),
          message.verdict());
    }
  }

  /** What became of the notices of a grant: asked at Herald, by a variable that it searches. */
  @GetMapping("/grants/{id}/notices")
  List<Notice> notices(@PathVariable String id) {
    return herald.client().searchAll(MessageQuery.all().variable(id)).map(Notice::of).toList();
  }
}
