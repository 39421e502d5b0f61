package dev.herald.server.campaign;

import dev.herald.server.authorization.Caller;
import dev.herald.server.platform.Change;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.Precondition;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.ProblemReason;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Campaigns that a configuration names. Each is made once: its audience is loaded and looked at,
 * and somebody who saw what came of that starts it.
 */
@Service
public class Campaigns {
  private static final String KIND = "campaign";

  private final CampaignDesk desk;
  private final CampaignStore store;
  private final JsonMapper json;
  private final JdbcClient jdbc;

  Campaigns(CampaignDesk desk, CampaignStore store, JsonMapper json, JdbcClient jdbc) {
    this.desk = desk;
    this.store = store;
    this.json = json;
    this.jdbc = jdbc;
  }

  /**
   * Makes a campaign, unless it was made before; joins the caller's transaction.
   *
   * @param code that the configuration knows it by
   * @throws RequestProblem.Invalid naming what is wrong
   * @throws RequestProblem.Conflict when one was made by this code, by an order that says otherwise
   */
  @Transactional
  public Change make(Caller by, String code, CampaignOrder order) {
    FieldErrors errors = new FieldErrors();
    errors.code("", code);
    errors.throwIfAny();
    Precondition.holdOffOthers(jdbc);
    JsonNode wanted = json.valueToTree(order);
    JsonNode made = store.ordered(code).orElse(null);
    Change change = Change.between(KIND, code, made, wanted).hiding("token");
    switch (change.action()) {
      case CREATED -> store.name(desk.make(by, order).id(), code, wanted);
      case UPDATED ->
          throw new RequestProblem.Conflict(
              new ProblemReason.CampaignMade(
                  code, change.fields().stream().map(Change.Field::path).toList()));
      case UNCHANGED -> {}
    }
    return change;
  }
}
