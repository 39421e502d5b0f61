package dev.herald.server.platform.outgoing;

import java.util.Set;

/** Signs what is posted to URLs of applications; a sandbox checks the signatures with these. */
public interface SigningSecrets {
  Set<String> signingSecrets();
}
