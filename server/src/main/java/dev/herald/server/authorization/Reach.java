package dev.herald.server.authorization;

import dev.herald.server.platform.problem.RequestProblem;
import dev.herald.server.reason.ProblemReason;
import dev.herald.server.reason.Thing;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far a caller's permissions go. What belongs to an application or a tenant outside of it does
 * not exist for the caller; what belongs to no particular one may be seen, but only those who are
 * not limited may change it.
 *
 * @param tenants by code; null: every tenant
 * @param applications by code; null: every application
 */
public record Reach(@Nullable Set<String> tenants, @Nullable Set<String> applications) {
  public static final Reach EVERYWHERE = new Reach(null, null);

  /** Of whoever has to do with no tenant's and no application's things. */
  static final Reach NOWHERE = new Reach(Set.of(), Set.of());

  static Reach ofApplication(String code) {
    return new Reach(null, Set.of(code));
  }

  public Reach {
    tenants = tenants == null ? null : Set.copyOf(tenants);
    applications = applications == null ? null : Set.copyOf(applications);
  }

  /** What a reach can be limited in. */
  public enum Limit {
    TENANTS,
    APPLICATIONS
  }

  /**
   * @param code null: what belongs to no particular tenant
   */
  public boolean sees(Limit limit, @Nullable String code) {
    Set<String> within = within(limit);
    return within == null || code == null || within.contains(code);
  }

  public boolean seesTenant(@Nullable String code) {
    return sees(Limit.TENANTS, code);
  }

  public boolean seesApplication(@Nullable String code) {
    return sees(Limit.APPLICATIONS, code);
  }

  /**
   * Whether all of it is in reach.
   *
   * @param code null: what belongs to every tenant, or to every application
   */
  public boolean covers(Limit limit, @Nullable String code) {
    return spans(limit) || (code != null && sees(limit, code));
  }

  /** Whether every tenant, or every application, is in reach. */
  public boolean spans(Limit limit) {
    return within(limit) == null;
  }

  /**
   * @throws RequestProblem.NotFound when it is out of reach
   */
  public void requireSight(Limit limit, @Nullable String code) {
    if (!sees(limit, code)) {
      throw new RequestProblem.NotFound(
          limit == Limit.TENANTS ? Thing.TENANT : Thing.APPLICATION, String.valueOf(code));
    }
  }

  boolean isEverywhere() {
    return equals(EVERYWHERE);
  }

  /**
   * @param code of the tenant whose thing is to be changed; null: every tenant's
   * @throws RequestProblem.NotFound when it is out of reach
   * @throws RequestProblem.Forbidden when it is every tenant's and this reach is limited
   */
  public void requireTenant(@Nullable String code) {
    requireSight(Limit.TENANTS, code);
    if (code == null && tenants != null) {
      throw beyond(Limit.TENANTS);
    }
  }

  public static RequestProblem.Forbidden beyond(Limit limit) {
    return new RequestProblem.Forbidden(
        switch (limit) {
          case TENANTS -> new ProblemReason.BeyondTenants();
          case APPLICATIONS -> new ProblemReason.BeyondApplications();
        });
  }

  private @Nullable Set<String> within(Limit limit) {
    return switch (limit) {
      case TENANTS -> tenants;
      case APPLICATIONS -> applications;
    };
  }
}
