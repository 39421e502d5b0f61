package dev.herald.sandbox.dingtalk;

import dev.herald.sandbox.cap.Cap;
import dev.herald.sandbox.cap.CapPolicy;
import dev.herald.sandbox.cap.Caps;
import dev.herald.sandbox.cap.Recent;
import dev.herald.sandbox.http.Reply;
import dev.herald.sandbox.outbox.Outcome;
import dev.herald.sandbox.standin.Backing;
import dev.herald.sandbox.standin.Batch;
import dev.herald.sandbox.standin.Codes;
import dev.herald.sandbox.standin.Fate;
import dev.herald.sandbox.standin.HttpCall;
import dev.herald.sandbox.standin.Json;
import dev.herald.sandbox.standin.Refusal;
import dev.herald.sandbox.standin.Verdict;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The tasks of work notices, and who of each was left out and why. */
final class WorkTasks {
  private static final int KEPT = 10_000;
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final Codes LEFT_OUT =
      Codes.of(
          """
          200 invalid CREDENTIALS,RECIPIENT   there is no such user
          200 143103  THROTTLED,limited       too many in this minute
          200 143105  capped                  too many today
          200 143106  -                       the same content came today
          200 1430002 CONTENT                 forbidden content
          200 1430003 blocked                 protected by the system
          200 1430000 -                       no receiver
          200 failed  BUSY                    could not be delivered
          """);

  private final Caps perUser;
  private final Recent contents = new Recent(100_000);
  private final Backing backing;
  private final AtomicLong lastId = new AtomicLong(256_271_667_526_000_000L);
  private final Map<Long, Batch> tasks =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Batch> eldest) {
          return size() > KEPT;
        }
      };

  /**
   * @param perDay notices to one user; more are silently dropped
   */
  WorkTasks(Backing backing, int perDay) {
    this.backing = backing;
    this.perUser = backing.caps(new Cap(perDay, Duration.ofDays(1), Duration.ZERO));
  }

  Verdict start(HttpCall call) {
    Batch batch = Batch.of(call.to(), user -> leftOut(user, call));
    long id = lastId.incrementAndGet();
    synchronized (tasks) {
      tasks.put(id, batch);
    }
    String body = Json.object().put("errcode", 0).put("errmsg", "ok").put("task_id", id).toString();
    Verdict verdict = batch.verdict("0", Reply.json(200, body));
    return batch.served().isEmpty() && !call.to().isEmpty()
        ? verdict.as(Outcome.Status.DROPPED)
        : call.to().isEmpty() ? verdict.as(Outcome.Status.ACCEPTED) : verdict;
  }

  private @Nullable Refusal leftOut(String user, HttpCall call) {
    Refusal fated = LEFT_OUT.refusalOf(user);
    if (fated != null || backing.capPolicy() == CapPolicy.OFF) {
      return fated;
    }
    String content = call.account() + " " + user + " " + call.at("/msg").hashCode();
    if (!contents.isNew(content, backing.clock().millis(), DAY)) {
      return LEFT_OUT.refusal("143106");
    }
    return perUser.admit(call.account() + " " + user) ? null : LEFT_OUT.refusal("143105");
  }

  /** What became of a task; of one that nobody knows, nothing. */
  Reply result(HttpCall call) {
    Batch batch;
    synchronized (tasks) {
      batch = tasks.getOrDefault(call.at("/task_id").asLong(0), new Batch(List.of(), Map.of()));
    }
    ObjectNode result = Json.object();
    add(result.putArray("invalid_user_id_list"), batch.refusedWith("invalid"));
    add(result.putArray("failed_user_id_list"), failed(batch));
    add(result.putArray("forbidden_user_id_list"), forbidden(batch));
    ArrayNode forbidden = result.putArray("forbidden_list");
    batch.refused().forEach((user, refusal) -> addForbidden(forbidden, user, refusal));
    add(result.putArray("read_user_id_list"), with(batch, Fate.READ));
    add(
        result.putArray("unread_user_id_list"),
        batch.served().stream()
            .filter(user -> Fate.of(user) != Fate.READ && Fate.of(user) != Fate.UNDELIVERED)
            .toList());
    result.putArray("invalid_dept_id_list");
    return DingTalkWork.ok("send_result", result);
  }

  private static void addForbidden(ArrayNode forbidden, String user, Refusal refusal) {
    if (refusal.code().startsWith("143")) {
      forbidden.addObject().put("code", refusal.code()).put("count", 1).put("userid", user);
    }
  }

  private static List<String> failed(Batch batch) {
    return with(batch, Fate.UNDELIVERED);
  }

  private static List<String> with(Batch batch, Fate fate) {
    return batch.served().stream().filter(user -> Fate.of(user) == fate).toList();
  }

  private static List<String> forbidden(Batch batch) {
    return batch.refused().entrySet().stream()
        .filter(each -> each.getValue().code().startsWith("143"))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static void add(ArrayNode array, List<String> users) {
    users.forEach(array::add);
  }

  Verdict recall(HttpCall call) {
    synchronized (tasks) {
      tasks.remove(call.at("/msg_task_id").asLong(0));
    }
    return Verdict.accepted("0", Reply.json(200, "{\"errcode\":0,\"errmsg\":\"ok\"}"));
  }
}
