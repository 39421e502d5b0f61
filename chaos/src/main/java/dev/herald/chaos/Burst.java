package dev.herald.chaos;

import dev.herald.chaos.provider.Mood;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Many messages at once; while they come in, servers are killed at moments that nobody chose. */
record Burst(int messages, int victims) implements Fault {

  @Override
  public String name() {
    return "%d kills in a burst of %,d".formatted(victims, messages);
  }

  @Override
  public boolean needsBoth() {
    return true;
  }

  @Override
  public List<Order> orders(String episode, Random random) {
    int held = messages / 5;
    List<Order> orders =
        new ArrayList<>(Order.all(episode, messages - held, Order.Node.PUSH, Mood.FINE));
    orders.addAll(Order.all(episode + "-held", held, Order.Node.HELD, Mood.FINE));
    return orders;
  }

  @Override
  public void strike(Cluster cluster, Random random) {
    int before = cluster.client().answers();
    int part = messages / victims;
    for (int victim = 0; victim < victims; victim++) {
      int moment = before + victim * part + random.nextInt(part);
      cluster.keepUpUntil(() -> cluster.client().answers() >= moment);
      List<Server> open = cluster.open().toList();
      open.get(random.nextInt(open.size())).kill();
    }
  }
}
