package dev.herald.server.campaign;

import dev.herald.channel.Channel;
import dev.herald.server.node.Nodes;
import dev.herald.server.reason.WordedReason;
import dev.herald.server.source.Sources;
import dev.herald.server.statistics.Backlog;
import java.net.URI;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Campaigns as people see them. */
@Component
class CampaignViews {
  private final CampaignNames names;
  private final Sources sources;
  private final Backlog backlog;
  private final Nodes nodes;

  CampaignViews(CampaignNames names, Sources sources, Backlog backlog, Nodes nodes) {
    this.names = names;
    this.sources = sources;
    this.backlog = backlog;
    this.nodes = nodes;
  }

  /**
   * A campaign and how far it is.
   *
   * @param code how a configuration knows it, if one made it
   * @param file of the audience, if it is one
   * @param url that answers its audience, if there is one; neither: recipients that fit a query
   * @param sameFileAt when the same file was brought within a day before
   * @param lookedAt rows that were read
   * @param total of them that are to be sent
   * @param suppressed of the total, those whom only suppressed addresses would reach
   * @param byChannel how many messages go by which channel at first
   * @param sent rows that were accepted
   * @param refused rows that were refused when they were sent
   * @param remainingSeconds for what is left, at this rate and under the caps of the sources; null:
   *     the tenant has no source that could send it, or nothing is left
   * @param waitsUntil when it goes on, if something holds it up
   */
  record CampaignView(
      UUID id,
      String name,
      @Nullable String code,
      String application,
      String node,
      String tenant,
      @Nullable String file,
      @Nullable String url,
      @Nullable Instant sameFileAt,
      Campaign.State state,
      int perSecond,
      @Nullable String from,
      @Nullable String until,
      String zone,
      boolean secondPerson,
      String requestedBy,
      @Nullable String approvedBy,
      Instant createdAt,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt,
      long lookedAt,
      long total,
      long wrong,
      long duplicates,
      long suppressed,
      Map<String, Long> byChannel,
      long sent,
      long refused,
      @Nullable Long remainingSeconds,
      @Nullable WordedReason problem,
      @Nullable Instant waitsUntil,
      @Nullable WordedReason waitsFor) {}

  /**
   * What starting a campaign would delay.
   *
   * @param lane that its messages go in; those of lanes that are not in the background go first
   * @param waiting messages that wait in this lane now and share it with the campaign
   * @param atLeast whether there may be more
   */
  record Delays(String lane, long waiting, boolean atLeast) {}

  CampaignView view(Campaign of) {
    Campaign.Hold hold = of.hold();
    Campaign.Counts counts = of.counts();
    return new CampaignView(
        of.id(),
        of.name(),
        of.code(),
        names.application(of),
        names.node(of),
        names.tenant(of),
        of.audience() instanceof Audience.OfFile file ? file.name() : null,
        of.audience() instanceof Audience.OfUrl(URI url) ? url.toString() : null,
        of.sameFileAt(),
        of.state(),
        of.pace().perSecond(),
        text(of.pace().from()),
        text(of.pace().until()),
        of.pace().zone().getId(),
        of.secondPerson(),
        of.people().requestedBy(),
        of.people().approvedBy(),
        of.times().createdAt(),
        of.times().startedAt(),
        of.times().finishedAt(),
        counts.lookedAt(),
        counts.total(),
        counts.wrong(),
        counts.duplicates(),
        counts.suppressed(),
        of.byChannel(),
        counts.sent(),
        counts.refused(),
        remaining(of),
        of.problem() == null ? null : WordedReason.of(of.problem()),
        hold == null ? null : hold.until(),
        hold == null ? null : WordedReason.of(hold.reason()));
  }

  private static @Nullable String text(@Nullable LocalTime time) {
    return time == null ? null : time.toString();
  }

  private @Nullable Long remaining(Campaign of) {
    long left = of.counts().total() - of.counts().sent() - of.counts().refused();
    if (left <= 0) {
      return null;
    }
    double part = (double) left / of.counts().total();
    double longest = (double) left / of.pace().perSecond();
    for (Map.Entry<String, Long> channel : of.byChannel().entrySet()) {
      double perSecond = sources.perSecond(of.whose().tenantId(), new Channel(channel.getKey()));
      if (perSecond == 0) {
        return null;
      }
      longest = Math.max(longest, channel.getValue() * part / perSecond);
    }
    return (long) Math.ceil(longest);
  }

  Delays delays(Campaign of) {
    String lane = nodes.get(of.whose().nodeId()).lane();
    Backlog.Waiting waiting = backlog.of(lane);
    return new Delays(lane, waiting.count(), waiting.atLeast());
  }
}
