package dev.herald.server.intake.plan;

import dev.herald.channel.Channel;
import dev.herald.channel.ConnectorDescription;
import dev.herald.channel.Content;
import dev.herald.channel.Destination;
import dev.herald.server.directory.Tenant;
import dev.herald.server.node.Node;
import dev.herald.server.node.Templates;
import dev.herald.server.reason.SubmissionFault;
import dev.herald.server.source.ConfiguredSource;
import dev.herald.server.source.SourceFit;
import dev.herald.server.source.Sources;
import dev.herald.server.template.TemplateVersion;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a channel needs for a tenant: the kind of address its sources take, and a template. */
@Component
public class ChannelRequirements {
  private final Sources sources;
  private final SourceFit fit;
  private final Templates templates;

  ChannelRequirements(Sources sources, SourceFit fit, Templates templates) {
    this.sources = sources;
    this.fit = fit;
    this.templates = templates;
  }

  /**
   * The kinds of address that some source of the channel takes, those that name somebody first;
   * none when no source serves the channel.
   */
  public List<Destination.Kind> destinationKinds(Tenant tenant, Channel channel) {
    return kinds(sources.candidates(tenant.id(), channel).stream());
  }

  /** Those of them that some source takes together with the template's kind of content. */
  public List<Destination.Kind> destinationKinds(
      Tenant tenant, Channel channel, TemplateVersion template) {
    Class<? extends Content> content = template.body().content();
    return kinds(
        sources.candidates(tenant.id(), channel).stream()
            .filter(source ->
                fit.takes(source).filter(by -> by.contents().contains(content)).isPresent()));
  }

  private List<Destination.Kind> kinds(Stream<ConfiguredSource> candidates) {
    return candidates
        .flatMap(source -> fit.takes(source).stream())
        .map(ConnectorDescription::destination)
        .distinct()
        .sorted(Comparator.comparing(kind -> kind == Destination.Kind.NONE))
        .toList();
  }

  /** Why no source serves the channel. */
  public SubmissionFault without(Tenant tenant, Channel channel) {
    return sources.goneConnectors(tenant.id(), channel).stream()
        .findFirst()
        .<SubmissionFault>map(
            gone -> new SubmissionFault.ConnectorOfChannelGone(channel.name(), gone))
        .orElseGet(() -> new SubmissionFault.NoSourceForChannel(channel.name(), tenant.code()));
  }

  /** Whether some source of the channel sends files. */
  boolean carryFiles(Tenant tenant, Channel channel) {
    return sources.candidates(tenant.id(), channel).stream().anyMatch(fit::carriesFiles);
  }

  /** What the channel's sources take, for people. */
  String words(Tenant tenant, Channel channel) {
    return fit.words(sources.candidates(tenant.id(), channel));
  }

  public Optional<TemplateVersion> template(
      Node node, Tenant tenant, Channel channel, @Nullable Locale wanted) {
    return templates.resolve(node, tenant.id(), tenant.locale(), channel, wanted);
  }
}
