package dev.herald.chaos;

import dev.herald.chaos.agent.Disturbance;
import dev.herald.chaos.agent.FailPoint;
import dev.herald.chaos.database.Proxy;
import dev.herald.chaos.provider.Mood;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.BiFunction;

/** What is done to the cluster while clients submit. */
interface Fault {
  int LOAD = 48;

  /** As it is shown. */
  String name();

  /** What clients submit meanwhile. */
  default List<Order> orders(String episode, Random random) {
    return Order.slow(episode, LOAD);
  }

  /** Called when the first are being submitted. */
  void strike(Cluster cluster, Random random);

  /** How many servers die of it. */
  default int victims() {
    return 0;
  }

  /** Whether two servers must be up. */
  default boolean needsBoth() {
    return false;
  }

  /** Whether nothing may be adopted. */
  default boolean isCalm() {
    return false;
  }

  /** Nothing at all. */
  record Calm() implements Fault {
    @Override
    public String name() {
      return "calm";
    }

    @Override
    public List<Order> orders(String episode, Random random) {
      List<Order> orders = new ArrayList<>(Order.mixed(episode, 60));
      orders.addAll(Order.all(episode + "-cap", 60, Order.Node.CAPPED, Mood.FINE));
      return orders;
    }

    @Override
    public void strike(Cluster cluster, Random random) {}

    @Override
    public boolean needsBoth() {
      return true;
    }

    @Override
    public boolean isCalm() {
      return true;
    }
  }

  /** A server stands still for longer than its lease, and goes on as if nothing had been. */
  record Freeze() implements Fault {
    @Override
    public String name() {
      return "freeze beyond the lease";
    }

    @Override
    public boolean needsBoth() {
      return true;
    }

    /** Some are still on their way when the frozen one comes back. */
    @Override
    public List<Order> orders(String episode, Random random) {
      List<Order> orders = new ArrayList<>(Order.slow(episode, LOAD));
      orders.addAll(Order.all(episode + "-hang", LOAD, Order.Node.PUSH, Mood.HANG));
      return orders;
    }

    @Override
    public void strike(Cluster cluster, Random random) {
      cluster.awaitCalls();
      Server victim = cluster.any(random);
      victim.freeze();
      Until.pause(Cluster.LEASE.toMillis() * 3 / 2 + 1_000);
      victim.thaw();
    }
  }

  /** A server is asked to leave. */
  record Farewell() implements Fault {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Override
    public String name() {
      return "farewell";
    }

    @Override
    public boolean needsBoth() {
      return true;
    }

    @Override
    public boolean isCalm() {
      return true;
    }

    @Override
    public List<Order> orders(String episode, Random random) {
      return Order.all(episode, LOAD, Order.Node.PUSH, Mood.SLOW);
    }

    @Override
    public void strike(Cluster cluster, Random random) {
      Until.pause(100 + random.nextInt(100));
      Server victim = cluster.any(random);
      victim.terminate();
      if (!victim.dies(PATIENCE)) {
        throw new IllegalStateException("%s does not leave".formatted(victim.name()));
      }
    }
  }

  /** PostgreSQL is shut down at once, and comes back. */
  record DatabaseCrash() implements Fault {
    @Override
    public String name() {
      return "database crash";
    }

    @Override
    public void strike(Cluster cluster, Random random) {
      cluster.awaitCalls();
      cluster.database().crash();
    }
  }

  /** Connections are cut off at their COMMIT. */
  record Cut(Proxy.Cut which, int times) implements Fault {
    @Override
    public String name() {
      return "cut %s the commit of '%s'"
          .formatted(which.reached() ? "after" : "before", which.beginning());
    }

    @Override
    public List<Order> orders(String episode, Random random) {
      List<Order> orders = new ArrayList<>(Order.slow(episode, LOAD));
      orders.addAll(Order.all(episode + "-bulk", 300, Order.Node.BULK, Mood.FINE));
      return orders;
    }

    @Override
    public void strike(Cluster cluster, Random random) {
      cluster.awaitCalls();
      cluster.database().proxy().cut(which, times);
      Until.pause(2_000);
    }
  }

  /** The database answers late, or not at all for a while. */
  record Slow(long delayMillis, long stallMillis) implements Fault {
    @Override
    public String name() {
      return stallMillis > 0 ? "stalled database" : "slow database";
    }

    @Override
    public void strike(Cluster cluster, Random random) {
      cluster.database().proxy().slow(delayMillis);
      Until.pause(100);
      cluster.database().proxy().stall(stallMillis > 0);
      Until.pause(Math.max(1_000, stallMillis));
    }
  }

  /** The database refuses what a step wants: the disk is full, a lock is not to be had. */
  record Refuse(FailPoint point, String state, int times) implements Fault {
    @Override
    public String name() {
      return "SQLSTATE %s at %s".formatted(state, point.label());
    }

    @Override
    public void strike(Cluster cluster, Random random) {
      cluster.open().forEach(server -> server.arm(point, "fail:" + state + ":" + times, 1));
      Until.pause(1_500);
    }
  }

  /** Somebody locks the tasks, or leaves a transaction open. */
  record Hold(boolean lock) implements Fault {
    @Override
    public String name() {
      return lock ? "locked table" : "idle transaction";
    }

    @Override
    public void strike(Cluster cluster, Random random) {
      try (Connection connection = cluster.database().connect();
          Statement statement = connection.createStatement()) {
        connection.setAutoCommit(false);
        statement.execute(
            lock
                ? "lock table task in access exclusive mode"
                : "select pg_current_xact_id(), count(*) from task");
        Until.pause(2_000);
        connection.rollback();
      } catch (SQLException failed) {
        throw new IllegalStateException(failed);
      }
    }
  }

  /** Messages that bring their own trouble. */
  record Trouble(String name, BiFunction<String, Random, List<Order>> orders) implements Fault {

    /** Each thing that a provider can do. */
    static Trouble moods() {
      return new Trouble(
          "moody provider",
          (episode, random) -> Order.moody(episode, 2 * Mood.values().length, random));
    }

    /** Messages that are worth sending for a second only, to a provider that does not answer. */
    static Trouble expiry() {
      return new Trouble(
          "expiry", (episode, random) -> Order.all(episode, 12, Order.Node.BRIEF, Mood.HANG));
    }

    /** Providers whose name is not known, or who do not speak TLS. */
    static Trouble unreachable() {
      return new Trouble(
          "unknown host and broken TLS",
          (episode, random) -> {
            List<Order> orders = new ArrayList<>(Order.all(episode, 6, Order.Node.DNS, Mood.FINE));
            orders.addAll(Order.all(episode + "-tls", 6, Order.Node.TLS, Mood.FINE));
            return orders;
          });
    }

    @Override
    public List<Order> orders(String episode, Random random) {
      return orders.apply(episode, random);
    }

    @Override
    public void strike(Cluster cluster, Random random) {}
  }

  /** A process's clock is set while it runs. */
  record ClockStep(Disturbance disturbance) implements Fault {
    @Override
    public String name() {
      return disturbance.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    @Override
    public void strike(Cluster cluster, Random random) {
      List<Server> disturbed = cluster.open().toList();
      disturbed.forEach(server -> server.disturb(disturbance));
      Until.pause(2_000);
      disturbed.forEach(Server::restore);
    }
  }
}
