package dev.herald.oidc;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.servlet.DispatcherServlet;

/** The provider's parts. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class OidcServerSetup {
  @Bean
  TomcatServletWebServerFactory tomcat() {
    return new TomcatServletWebServerFactory(0);
  }

  /** Tomcat asks no filter when there is no servlet. */
  @Bean
  DispatcherServlet servlet() {
    return new DispatcherServlet();
  }

  @Bean
  SecurityFilterChain provider(HttpSecurity http) {
    return http.oauth2AuthorizationServer(server -> server.oidc(Customizer.withDefaults()))
        .oauth2ResourceServer(resource -> resource.jwt(Customizer.withDefaults()))
        .authorizeHttpRequests(rules -> rules.anyRequest().authenticated())
        // Before a request to authorize is looked at, whose it is must be known from the session.
        .httpBasic(
            basic -> basic.securityContextRepository(new HttpSessionSecurityContextRepository()))
        .build();
  }

  @Bean
  UserDetailsService people() {
    return name -> {
      if (!OidcServer.GROUPS.containsKey(name)) {
        throw new UsernameNotFoundException(name);
      }
      return User.withUsername(name).password("{noop}p").build();
    };
  }

  @Bean
  RegisteredClientRepository clients() {
    return new InMemoryRegisteredClientRepository(
        RegisteredClient.withId("1")
            .clientId(OidcServer.CLIENT)
            .clientSecret("{noop}" + OidcServer.SECRET)
            .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
            .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
            // Of this machine: the port is not compared.
            .redirectUri("http://127.0.0.1/v1/session/oidc/corp/callback")
            .scopes(scopes -> scopes.addAll(List.of("openid", "profile", "email")))
            .clientSettings(ClientSettings.builder().requireProofKey(false).build())
            .build());
  }

  @Bean
  OAuth2TokenCustomizer<JwtEncodingContext> claims() {
    return token -> {
      String name = Objects.requireNonNull(token.<Authentication>getPrincipal()).getName();
      token
          .getClaims()
          .claim("preferred_username", name)
          .claim("name", "Name of " + name)
          .claim("groups", OidcServer.GROUPS.getOrDefault(name, List.of()));
    };
  }

  @Bean
  JWKSource<SecurityContext> keys() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair pair = generator.generateKeyPair();
    return new ImmutableJWKSet<>(
        new JWKSet(
            new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                .privateKey(pair.getPrivate())
                .keyID("1")
                .build()));
  }

  @Bean
  JwtDecoder decoder(JWKSource<SecurityContext> keys) {
    return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
  }

  @Bean
  AuthorizationServerSettings settings() {
    return AuthorizationServerSettings.builder().build();
  }
}
