package dev.herald.server.intake.relay;

import dev.herald.channel.Channel;
import dev.herald.server.application.Applications;
import dev.herald.server.authorization.Application;
import dev.herald.server.directory.Tenant;
import dev.herald.server.directory.Tenants;
import dev.herald.server.intake.plan.ChannelRequirements;
import dev.herald.server.node.Node;
import dev.herald.server.node.Nodes;
import dev.herald.server.platform.Role;
import dev.herald.server.platform.Roles;
import dev.herald.server.platform.database.Outage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Reads from time to time what submissions are checked against, so that a process that loses the
 * database knows what nobody has asked it for yet: applications, nodes, tenants, and the ways of
 * the first pairs of node and tenant. What is in use is remembered as it is used.
 */
@Component
@ConditionalOnKafka
class KnownConfiguration implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(KnownConfiguration.class);
  private static final Duration BETWEEN = Duration.ofSeconds(20);
  private static final int MOST_PAIRS = 2_000;

  private final Applications applications;
  private final Nodes nodes;
  private final Tenants tenants;
  private final ChannelRequirements ways;
  private final DatabasePulse pulse;
  private final boolean takesIn;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("known-configuration").daemon().factory());
  private volatile boolean running;

  KnownConfiguration(
      Applications applications,
      Nodes nodes,
      Tenants tenants,
      ChannelRequirements ways,
      DatabasePulse pulse,
      Roles roles) {
    this.applications = applications;
    this.nodes = nodes;
    this.tenants = tenants;
    this.ways = ways;
    this.pulse = pulse;
    this.takesIn = roles.has(Role.API);
  }

  private void look() {
    if (pulse.isAway()) {
      return;
    }
    try {
      int pairs = Outage.tolerated(pulse::isAway, this::read);
      log.debug("Read the ways of {} pairs of node and tenant", pairs);
    } catch (RuntimeException failure) {
      log.debug("The configuration could not be read ahead: {}", failure.toString());
    }
  }

  private int read() {
    List<Tenant> all = tenants.list();
    all.forEach(tenant -> {
      Optional<Tenant> _ = tenants.find(tenant.code());
    });
    List<Node> known = new ArrayList<>();
    for (Application application : applications.list()) {
      Application _ = applications.get(application.id());
      Optional<Application> _ = applications.find(application.code());
      for (Node node : nodes.list(application.id())) {
        nodes.find(application.id(), node.code()).ifPresent(known::add);
      }
    }
    int pairs = 0;
    for (Node node : known) {
      for (Tenant tenant : all) {
        if (++pairs > MOST_PAIRS) {
          return MOST_PAIRS;
        }
        readWays(node, tenant);
      }
    }
    return pairs;
  }

  private void readWays(Node node, Tenant tenant) {
    for (Channel channel : node.plan().channels()) {
      ways.template(node, tenant, channel, null)
          .ifPresent(template -> ways.destinationKinds(tenant, channel, template));
    }
  }

  @Override
  public void start() {
    running = true;
    if (takesIn) {
      clock.scheduleWithFixedDelay(this::look, 0, BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void stop() {
    running = false;
    clock.shutdownNow();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
