package dev.herald.server.identity.session;

import dev.herald.server.authorization.User;
import dev.herald.server.platform.vault.Vault;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;

/** The sessions of a user that are not over, at all processes. */
@Component
class OpenSessions {
  private final FindByIndexNameSessionRepository<? extends Session> repository;
  private final Sessions sessions;
  private final Vault vault;

  OpenSessions(
      FindByIndexNameSessionRepository<? extends Session> repository,
      Sessions sessions,
      Vault vault) {
    this.repository = repository;
    this.sessions = sessions;
    this.vault = vault;
  }

  /**
   * A session as its user sees it.
   *
   * @param id stands for the session's own, which is a secret
   * @param address where it was begun from; empty when it is not known
   * @param agent as the browser named itself; empty when it is not known
   * @param current the one that asks
   */
  record OpenSession(
      UUID id,
      String address,
      String agent,
      Instant begunAt,
      Instant lastUsedAt,
      boolean current) {}

  /**
   * The last used first.
   *
   * @param current the secret id of the one that asks
   */
  List<OpenSession> of(User user, String current) {
    return stored(user)
        .flatMap(session ->
            sessions.begun(session, user).map(begun -> open(session, begun, current)).stream())
        .sorted(Comparator.comparing(OpenSession::lastUsedAt).reversed())
        .toList();
  }

  private OpenSession open(Session session, Sessions.Begun begun, String current) {
    return new OpenSession(
        handle(session),
        begun.address(),
        begun.agent(),
        session.getCreationTime(),
        session.getLastAccessedTime(),
        session.getId().equals(current));
  }

  private Stream<? extends Session> stored(User user) {
    return repository.findByPrincipalName(user.id().toString()).values().stream();
  }

  private UUID handle(Session session) {
    return vault.blindIndex("session", session.getId());
  }

  /**
   * @return false: there is no such session of the user
   */
  boolean end(User user, UUID id) {
    return end(user, session -> handle(session).equals(id)) > 0;
  }

  /**
   * @param current the secret id of the one that stays
   * @return how many ended
   */
  int endOthers(User user, String current) {
    return end(user, session -> !session.getId().equals(current));
  }

  private int end(User user, Predicate<Session> which) {
    List<? extends Session> chosen = stored(user).filter(which).toList();
    chosen.forEach(session -> repository.deleteById(session.getId()));
    return (int) chosen.stream().filter(each -> sessions.begun(each, user).isPresent()).count();
  }
}
