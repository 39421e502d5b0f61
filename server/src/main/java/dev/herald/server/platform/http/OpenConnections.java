package dev.herald.server.platform.http;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The connections that are open, in sum and by address. Where one too many comes, those that have
 * been waited for longest make room; what is being worked on is left alone.
 */
final class OpenConnections<K> {
  /** More than one at a time, since looking for them costs a look at all. */
  private static final int PART_TO_CLOSE = 16;

  private final Closing<K> closing;
  private final ConcurrentMap<K, OpenConnection> open = new ConcurrentHashMap<>();
  private final ConcurrentMap<Site, Integer> bySite = new ConcurrentHashMap<>();
  private volatile int most = Integer.MAX_VALUE;
  private volatile int mostOfSite = Integer.MAX_VALUE;

  /** Closes a connection; false: it is being worked on after all. */
  @FunctionalInterface
  interface Closing<K> {
    boolean close(K connection);
  }

  OpenConnections(Closing<K> closing) {
    this.closing = closing;
  }

  void bound(int inSum, int ofSite) {
    most = inSum;
    mostOfSite = ofSite;
  }

  /**
   * @return false: there is no room for it, and none that could be made
   */
  boolean admit(K connection, Site site) {
    boolean siteHasRoom =
        bySite.getOrDefault(site, 0) < mostOfSite || makeRoom(each -> each.site().equals(site));
    if (!siteHasRoom || (open.size() >= most && !makeRoom(_ -> true))) {
      return false;
    }
    open.put(connection, new OpenConnection(site));
    bySite.merge(site, 1, Integer::sum);
    return true;
  }

  void closed(@Nullable K connection) {
    OpenConnection gone = connection == null ? null : open.remove(connection);
    if (gone != null) {
      bySite.computeIfPresent(gone.site(), (_, count) -> count == 1 ? null : count - 1);
    }
  }

  /**
   * @param connection null: one that was closed meanwhile
   */
  @Nullable OpenConnection find(@Nullable K connection) {
    return connection == null ? null : open.get(connection);
  }

  int count() {
    return open.size();
  }

  /** Closes those whose header is not there in time. */
  void closeLate(Duration patience) {
    open.entrySet().stream()
        .filter(each -> each.getValue().isLate(patience))
        .map(Map.Entry::getKey)
        .forEach(closing::close);
  }

  private boolean makeRoom(Predicate<OpenConnection> among) {
    List<Map.Entry<K, OpenConnection>> waiting =
        open.entrySet().stream()
            .filter(each -> each.getValue().isWaiting() && among.test(each.getValue()))
            .sorted(Comparator.comparingLong(each -> each.getValue().since()))
            .toList();
    long part = Math.ceilDiv(waiting.size(), PART_TO_CLOSE);
    return waiting.stream().filter(each -> closing.close(each.getKey())).limit(part).count() > 0;
  }
}
