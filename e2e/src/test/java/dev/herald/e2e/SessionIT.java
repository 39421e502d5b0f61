package dev.herald.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.server.Browser;
import dev.herald.server.HeraldProcess;
import org.junit.jupiter.api.Test;

/** Sessions of people, on real processes. */
class SessionIT {
  private static final String NEW_PASSWORD =
      "{\"current\": \"%s\", \"password\": \"copper lantern drifting\"}"
          .formatted(Browser.password("han"));
  private static final String TENANT =
      "{\"name\": \"%s\", \"locale\": \"zh-CN\", \"zone\": \"Asia/Shanghai\"}";

  @Test
  void aSessionIsServedByEveryProcessAndOutlivesAllOfThem() {
    Cluster cluster = Cluster.running();
    HeraldProcess first = cluster.first();
    HeraldProcess second = cluster.second();
    Browser here = Browser.ofUser(cluster.administrator(first), "han", "\"role\": \"editor\"");
    assertWorks(here, "at the process that began it");
    assertWorks(here.at(second.anonymous()), "at another process");

    here.taken(here.put("/v1/session/password", NEW_PASSWORD));
    assertWorks(here.at(second.anonymous()), "at another process that knew the user before");

    Browser leaves = Browser.ofUser(cluster.administrator(first), "mei", "\"role\": \"viewer\"");
    assertThat(leaves.at(second.anonymous()).get("/v1/session").status()).isEqualTo(200);
    assertThat(leaves.delete("/v1/session").status()).isEqualTo(204);
    assertThat(leaves.at(second.anonymous()).get("/v1/session").status()).isEqualTo(401);

    String cookie = here.cookie(Browser.SESSION);
    first.stop(Cluster.PATIENCE);
    second.stop(Cluster.PATIENCE);
    first.start();
    Browser again = here.at(first.anonymous());
    assertWorks(again, "after all were stopped");
    assertThat(again.cookie(Browser.SESSION)).isEqualTo(cookie);
  }

  /** Looks, and changes something, which takes the token too. */
  private static void assertWorks(Browser browser, String where) {
    assertThat(browser.session().at("/user/name").asString()).as(where).isEqualTo("han");
    assertThat(browser.get("/v1/tenants").status()).as(where).isEqualTo(200);
    assertThat(browser.put("/v1/tenants/acme", TENANT.formatted(where)).status())
        .as(where)
        .isIn(200, 201);
  }
}
