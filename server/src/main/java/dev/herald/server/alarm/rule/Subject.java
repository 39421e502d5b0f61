package dev.herald.server.alarm.rule;

import org.jspecify.annotations.Nullable;

/**
 * What an alarm is about, by codes.
 *
 * @param key unique within the alarm's kind
 */
public record Subject(
    String key,
    @Nullable String application,
    @Nullable String node,
    @Nullable String channel,
    @Nullable String source,
    @Nullable String lane) {

  public static Subject ofNode(String application, String node) {
    return new Subject(application + "/" + node, application, node, null, null, null);
  }

  public static Subject ofNode(String application, String node, String channel) {
    String key = "%s/%s %s".formatted(application, node, channel);
    return new Subject(key, application, node, channel, null, null);
  }

  public static Subject ofSource(String source, String channel) {
    return new Subject(source, null, null, channel, source, null);
  }

  public static Subject ofApplication(String application) {
    return new Subject(application, application, null, null, null, null);
  }

  public static Subject ofSchedule(String application, String schedule) {
    return new Subject(application + "/" + schedule, application, null, null, null, null);
  }

  public static Subject ofChannel(String channel) {
    return new Subject(channel, null, null, channel, null, null);
  }

  public static Subject ofLane(String lane) {
    return new Subject(lane, null, null, null, null, lane);
  }

  /** Of a process, a queue or a job. */
  public static Subject of(String key) {
    return new Subject(key, null, null, null, null, null);
  }

  public boolean isOf(String otherApplication, String otherNode) {
    return otherApplication.equals(application) && otherNode.equals(node);
  }
}
