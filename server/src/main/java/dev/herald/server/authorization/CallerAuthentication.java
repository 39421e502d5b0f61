package dev.herald.server.authorization;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A caller that has shown a valid key, or a session. */
public final class CallerAuthentication extends AbstractAuthenticationToken {
  public static final String ADMINISTRATOR = "administrator";

  private final transient Caller caller;
  private final boolean enrolling;

  public CallerAuthentication(Caller caller) {
    this(caller, false);
  }

  /**
   * @param enrolling must set up a second factor before anything else
   */
  public CallerAuthentication(Caller caller, boolean enrolling) {
    super(
        !enrolling && administers(caller)
            ? List.of(new SimpleGrantedAuthority(ADMINISTRATOR))
            : List.of());
    this.caller = caller;
    this.enrolling = enrolling;
    setAuthenticated(true);
  }

  private static boolean administers(Caller caller) {
    return caller instanceof Caller.Staff staff
        && staff.may(Permission.ADMINISTER)
        && staff.reach().isEverywhere();
  }

  public boolean isEnrolling() {
    return enrolling;
  }

  @Override
  public Caller getPrincipal() {
    return caller;
  }

  @Override
  public String getCredentials() {
    return "";
  }

  @Override
  public String getName() {
    return caller.name();
  }
}
