package dev.herald.server.node;

import dev.herald.server.application.Applications;
import dev.herald.server.authorization.Reach;
import dev.herald.server.directory.Tenants;
import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.template.Template;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which templates a caller's reach takes in. Those of others are not there for it. */
@Component
class TemplateReach {
  private final Templates templates;
  private final Nodes nodes;
  private final Applications applications;
  private final Tenants tenants;

  TemplateReach(Templates templates, Nodes nodes, Applications applications, Tenants tenants) {
    this.templates = templates;
    this.nodes = nodes;
    this.applications = applications;
    this.tenants = tenants;
  }

  /**
   * @throws RequestProblem.NotFound when there is none, or it is out of reach
   */
  void require(Reach reach, UUID templateId) {
    Template template = templates.template(templateId);
    UUID applicationId = nodes.get(template.nodeId()).applicationId();
    if (!reach.seesApplication(applications.get(applicationId).code())
        || !reach.seesTenant(tenant(template))) {
      throw new RequestProblem.NotFound("template", templateId);
    }
  }

  /**
   * @throws RequestProblem.Forbidden when it is for every tenant and this reach is limited
   */
  void requireChange(Reach reach, UUID templateId) {
    require(reach, templateId);
    reach.requireTenant(tenant(templates.template(templateId)));
  }

  private @Nullable String tenant(Template template) {
    return template.tenantId() == null ? null : tenants.get(template.tenantId()).code();
  }
}
