package dev.herald.server.statistics;

/** Learns what this process counted, once it is written down. */
public interface CountListener {
  void counted(Counted counted);
}
