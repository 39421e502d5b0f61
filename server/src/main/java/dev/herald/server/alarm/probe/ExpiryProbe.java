package dev.herald.server.alarm.probe;

import dev.herald.channel.Reason;
import dev.herald.server.alarm.rule.AlarmKind;
import dev.herald.server.alarm.rule.Finding;
import dev.herald.server.alarm.rule.Probe;
import dev.herald.server.alarm.rule.Subject;
import dev.herald.server.application.KeyEnds;
import dev.herald.server.reason.AlarmReason;
import dev.herald.server.source.ConfiguredSource;
import dev.herald.server.source.Sources;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What ends by itself, and takes everything with it that needs it: keys, tokens, certificates. */
@Component
class ExpiryProbe implements Probe {
  /** Nobody wants to know of what ends later. */
  private static final Duration AHEAD = Duration.ofDays(400);

  private static final double DAY = Duration.ofDays(1).toSeconds();

  private final KeyEnds keys;
  private final Sources sources;
  private final CertificateLooks certificates;

  ExpiryProbe(KeyEnds keys, Sources sources, CertificateLooks certificates) {
    this.keys = keys;
    this.sources = sources;
    this.certificates = certificates;
  }

  @Override
  public Set<AlarmKind> kinds() {
    return Set.of(AlarmKind.KEY_EXPIRES, AlarmKind.SECRET_EXPIRES, AlarmKind.CERTIFICATE_EXPIRES);
  }

  @Override
  public List<Finding> look(Instant now) {
    List<Finding> findings = new ArrayList<>(ofKeys(now));
    sources.all().forEach(source -> findings.addAll(ofSource(source, now)));
    certificates
        .all()
        .forEach(seen ->
            findings.add(
                finding(
                    AlarmKind.CERTIFICATE_EXPIRES,
                    Subject.of(seen.host()),
                    seen.endsAt(),
                    now,
                    new AlarmReason.CertificateEnds(seen.host(), seen.endsAt()))));
    return findings;
  }

  /** Of each application the one that ends first. */
  private List<Finding> ofKeys(Instant now) {
    List<Finding> findings = new ArrayList<>();
    Set<String> applications = new HashSet<>();
    for (KeyEnds.KeyEnd end : keys.before(now.plus(AHEAD))) {
      if (applications.add(end.application())) {
        findings.add(
            finding(
                AlarmKind.KEY_EXPIRES,
                Subject.ofApplication(end.application()),
                end.at(),
                now,
                new AlarmReason.KeyEnds(end.application(), end.key(), end.at())));
      }
    }
    return findings;
  }

  /** The one that ends first. */
  private static List<Finding> ofSource(ConfiguredSource source, Instant now) {
    String code = source.source().code();
    return source.source().settings().entrySet().stream()
        .flatMap(setting ->
            SecretEnd.of(setting.getValue()).map(end -> Map.entry(setting.getKey(), end)).stream())
        .min(Map.Entry.comparingByValue())
        .map(first ->
            finding(
                AlarmKind.SECRET_EXPIRES,
                Subject.ofSource(code, source.channel().name()),
                first.getValue(),
                now,
                new AlarmReason.SecretEnds(code, first.getKey(), first.getValue())))
        .stream()
        .toList();
  }

  private static Finding finding(
      AlarmKind kind, Subject subject, Instant end, Instant now, Reason reason) {
    return new Finding(kind, subject, Duration.between(now, end).toSeconds() / DAY, reason);
  }
}
