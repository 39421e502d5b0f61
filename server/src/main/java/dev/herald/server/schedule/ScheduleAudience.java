package dev.herald.server.schedule;

import dev.herald.server.directory.RecipientCodes;
import dev.herald.server.directory.Tenants;
import dev.herald.server.schedule.FireWorker.Chunk;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Whom a fire sends to, in the order of their codes, some at a time. */
@Component
class ScheduleAudience {
  private static final int AT_ONCE = 200;

  private final Tenants tenants;
  private final RecipientCodes codes;
  private final JsonMapper json;

  ScheduleAudience(Tenants tenants, RecipientCodes codes, JsonMapper json) {
    this.tenants = tenants;
    this.codes = codes;
    this.json = json;
  }

  Chunk next(Schedule schedule, ScheduleSpec spec, Fire fire) {
    String after = fire.position() == null ? "" : fire.position();
    List<String> people = people(spec, after);
    List<Chunk.One> submissions = new ArrayList<>();
    for (String person : people) {
      submissions.add(new Chunk.One(person, submission(schedule, spec, fire, person)));
    }
    return new Chunk.Of(submissions, people.size() < AT_ONCE ? null : people.getLast());
  }

  private List<String> people(ScheduleSpec spec, String after) {
    AudienceSpec audience = spec.audience();
    if (audience == null) {
      return List.of();
    }
    if (audience.isAll()) {
      return codes.after(
          tenants.get(String.valueOf(spec.tenant())).id(),
          new RecipientCodes.Among(audience.locale(), audience.zone()),
          after,
          AT_ONCE);
    }
    List<String> named = audience.recipients() == null ? List.of() : audience.recipients();
    return new TreeSet<>(named).tailSet(after, false).stream().limit(AT_ONCE).toList();
  }

  private ObjectNode submission(Schedule schedule, ScheduleSpec spec, Fire fire, String person) {
    ObjectNode body = json.createObjectNode();
    body.put("node", spec.node());
    body.put("tenant", spec.tenant());
    body.put("reference", schedule.reference(fire.slot()));
    body.putArray("to").addObject().put("recipient", person);
    if (spec.data() != null) {
      body.set("data", spec.data());
    }
    if (spec.channels() != null) {
      spec.channels().forEach(body.putArray("channels")::add);
    }
    return body;
  }
}
