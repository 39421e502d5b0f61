package dev.herald.server.definition;

import dev.herald.channel.CallReason;
import dev.herald.channel.Connector;
import dev.herald.channel.ConnectorDescription;
import dev.herald.channel.Content;
import dev.herald.channel.Destination;
import dev.herald.channel.Message;
import dev.herald.channel.RequestPreview;
import dev.herald.channel.Source;
import dev.herald.channels.definition.Definition;
import dev.herald.server.audit.Act;
import dev.herald.server.audit.AuditLog;
import dev.herald.server.directory.Addresses;
import dev.herald.server.platform.Ids;
import dev.herald.server.platform.problem.FieldErrors;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.WordedReason;
import dev.herald.server.source.ConnectorCatalog;
import dev.herald.server.source.ConnectorSources;
import dev.herald.server.source.ContentSpec;
import dev.herald.server.source.TestSend;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tries a definition that is not in use, with settings that are given with it: no source takes part
 * in it, and so no stored secret.
 */
@Component
class ConnectorTrial {
  private static final String NO_SOURCE = "trial";

  private final ConnectorCatalog connectors;
  private final TestSend testSend;
  private final AuditLog audit;

  ConnectorTrial(ConnectorCatalog connectors, TestSend testSend, AuditLog audit) {
    this.connectors = connectors;
    this.testSend = testSend;
    this.audit = audit;
  }

  /**
   * What it is tried with.
   *
   * @param settings of a source; left out: those of the definition's examples
   * @param to left out: the address of the examples
   * @param content left out: a sample
   */
  record Trial(
      @Nullable Map<String, String> settings, @Nullable String to, @Nullable ContentSpec content) {
    @Override
    public String toString() {
      return "trial";
    }
  }

  /**
   * The request that would be made.
   *
   * @param request exact but for what is made of secrets, which is masked; null: none can be made
   * @param reason why there is none to show
   */
  @Schema(name = "TrialDryRun")
  record DryRun(@Nullable String request, @Nullable WordedReason reason) {}

  /** Makes the request, and sends nothing. */
  DryRun dryRun(Definition definition, Trial trial) {
    Connector connector = connectors.trial(definition);
    return switch (connector.preview(message(definition, trial))) {
      case RequestPreview.Shown(String text) -> new DryRun(text, null);
      case RequestPreview.None(CallReason why, boolean _) -> new DryRun(null, WordedReason.of(why));
    };
  }

  /** Really makes the call, and shows all of it. */
  TestSend.TestReport send(Definition definition, Trial trial) {
    Connector connector = connectors.trial(definition);
    Message message = message(definition, trial);
    audit.record(Act.of("definition.tested", "definition", definition.description().name()));
    return testSend.attempt(connector, message);
  }

  /**
   * @throws RequestProblem.Invalid naming every wrong setting, the address or the content
   */
  private static Message message(Definition definition, Trial trial) {
    ConnectorDescription connector = definition.description();
    FieldErrors errors = new FieldErrors();
    Map<String, String> written =
        trial.settings() == null ? definition.sample().settings() : trial.settings();
    Map<String, String> all = ConnectorSources.settings(connector, written, errors);
    String to = trial.to() == null ? definition.sample().address() : trial.to();
    Destination destination = destination(connector.destination(), to, errors);
    Content content =
        trial.content() == null
            ? ContentSpec.sample(connector.contents(), errors)
            : trial.content().content(connector.contents(), errors);
    errors.throwIfAny();
    return new Message(
        Ids.next(),
        1,
        connector.channel(),
        new Source(new UUID(0, 0), NO_SOURCE, connector.name(), all),
        content,
        destination);
  }

  private static Destination destination(Destination.Kind kind, String to, FieldErrors errors) {
    return switch (Addresses.parse(kind, to, Locale.ROOT)) {
      case Addresses.Parsed.Right right -> right.destination();
      case Addresses.Parsed.Wrong wrong -> {
        errors.add(wrong.error().within("to"));
        yield Destination.NONE;
      }
    };
  }
}
