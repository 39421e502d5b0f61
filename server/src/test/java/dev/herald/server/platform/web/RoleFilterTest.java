package dev.herald.server.platform.web;

import static dev.herald.server.platform.Role.ADMIN;
import static dev.herald.server.platform.Role.API;
import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.server.platform.Role;
import org.junit.jupiter.api.Test;

class RoleFilterTest {
  @Test
  void submissions_are_for_the_api_alone() {
    assertThat(RoleFilter.serving("POST", "/v1/messages")).containsExactly(API);
    assertThat(RoleFilter.serving("POST", "/v1/messages/bulk")).containsExactly(API);
  }

  @Test
  void messages_are_shown_by_the_api_and_the_console() {
    assertThat(RoleFilter.serving("GET", "/v1/messages/1")).containsExactlyInAnyOrder(API, ADMIN);
    assertThat(RoleFilter.serving("GET", "/v1/find")).containsExactlyInAnyOrder(API, ADMIN);
  }

  @Test
  void configuration_is_for_the_console_alone() {
    assertThat(RoleFilter.serving("PUT", "/v1/tenants/acme")).containsExactly(ADMIN);
  }

  @Test
  void everybody_says_whether_it_is_well() {
    assertThat(RoleFilter.serving("GET", "/actuator/health")).contains(Role.values());
  }
}
