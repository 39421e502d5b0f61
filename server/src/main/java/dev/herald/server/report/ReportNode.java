package dev.herald.server.report;

import dev.herald.server.application.ApplicationSpec;
import dev.herald.server.application.Applications;
import dev.herald.server.authorization.Application;
import dev.herald.server.node.NodeSpec;
import dev.herald.server.node.Nodes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The node that reports are sent by. It is made once; what people change of it stays so. */
@Component
class ReportNode {
  static final String APPLICATION = "herald";
  static final String NODE = "weekly-report";

  private final Applications applications;
  private final Nodes nodes;
  private final JsonMapper json;

  ReportNode(Applications applications, Nodes nodes, JsonMapper json) {
    this.applications = applications;
    this.nodes = nodes;
    this.json = json;
  }

  /** Sees to it that it is there. */
  @Transactional
  public void present() {
    if (applications.find(APPLICATION).isEmpty()) {
      applications.put(
          APPLICATION, new ApplicationSpec("Herald", "Herald", null, null, null, null, null, null));
    }
    Application application = applications.get(APPLICATION);
    if (nodes.find(application.id(), NODE).isEmpty()) {
      nodes.put(application, NODE, spec(), "herald");
    }
  }

  private NodeSpec spec() {
    try (InputStream in =
        Objects.requireNonNull(ReportNode.class.getResourceAsStream("node.json"))) {
      return json.readValue(in, NodeSpec.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
