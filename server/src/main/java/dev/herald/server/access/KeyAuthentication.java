package dev.herald.server.access;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A caller that has shown a valid key. */
final class KeyAuthentication extends AbstractAuthenticationToken {
  static final String ADMINISTRATOR = "administrator";

  private final transient Caller caller;

  KeyAuthentication(Caller caller) {
    super(
        switch (caller) {
          case Caller.Administrator _ -> List.of(new SimpleGrantedAuthority(ADMINISTRATOR));
          case Caller.OfApplication _ -> List.of();
        });
    this.caller = caller;
    setAuthenticated(true);
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
