package dev.herald.example.esop;

import dev.herald.client.Submission;
import dev.herald.spring.HeraldTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What this example is about: a change and its notice in one transaction. */
@Service
class Vesting {
  private final Grants grants;
  private final HeraldTemplate herald;

  Vesting(Grants grants, HeraldTemplate herald) {
    this.grants = grants;
    this.herald = herald;
  }

  /** All of it happens or nothing: the grant vests, the pool shrinks, and the owner is told. */
  @Transactional
  void vest(Grant grant) {
    if (grants.vest(grant)) {
      herald.send(notice(grant));
      grants.takeFromPool(grant);
    }
  }

  private static Submission notice(Grant grant) {
    return Submission.of("grant.vested", grant.tenant())
        .to(grant.employee())
        .data("name", grant.name())
        .data("grant", grant.id())
        .data("shares", grant.shares())
        .data("price", grant.price())
        .data("currency", grant.currency())
        .data("vestedOn", grant.vestsOn())
        .event(grant.id())
        .build();
  }
}
